import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { Intent } from './people/acts.ts';
import type { Heard } from './people/click.ts';

/** One thing that a caller heard, or failed to hear. */
export interface ToldLine {
  readonly n: number;
  readonly at: string;
  readonly scenario: string;
  readonly key: string;
  readonly caller: string;
  readonly fileId: string | null;
  readonly action: string;
  /** Of what was sent under the key: the same body must hear the same answer. */
  readonly bodyHash: string;
  readonly heard: Heard;
}

/** Everything that callers were told, in an append-only file: the audit believes nothing else about what was promised. */
export interface ToldLog {
  readonly lines: readonly ToldLine[];
  /** Named in every line from now on. */
  scenario: string;
  write(intent: Intent, key: string, heard: Heard): void;
  /** A backup from before these lines was restored: what they promised is gone by the operator's choice. */
  forgetFrom(n: number): void;
}

export function openToldLog(file: string): ToldLog {
  let lines: ToldLine[] = [];
  let n = 0;
  return {
    get lines() {
      return lines;
    },
    scenario: '',
    write(intent, key, heard) {
      n += 1;
      const { person, fileId, action, body, occurredOn, ifMatch } = intent;
      const bodyHash = createHash('sha256').update(JSON.stringify({ fileId, action, body, occurredOn, ifMatch })).digest('hex').slice(0, 16);
      const line: ToldLine = { n, at: new Date().toISOString(), scenario: this.scenario, key, caller: person.id, fileId, action, bodyHash, heard };
      lines.push(line);
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
    forgetFrom(first) {
      lines = lines.filter((line) => line.n < first);
      appendFileSync(file, `${JSON.stringify({ restored: `lines from ${first} on are older than the record` })}\n`);
    },
  };
}
