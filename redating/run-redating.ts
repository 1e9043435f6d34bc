import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { stepToWrite } from '../activities/step/write.ts';
import { advance } from '../domain/advance/advance.ts';
import { newVersionsOf, type Redating } from '../domain/advance/redate.ts';
import { nextRung } from '../domain/advance/clock.ts';
import { fileDefinition } from '../domain/files/file-types.ts';
import { finishChange } from '../law/changes/finish-change.ts';
import type { ChangeKind, Transition } from '../law/changes/law-change.ts';
import type { LawBook } from '../law/law-book.ts';
import { loadFiles, loadPage, type RedatingPage } from './load-page.ts';

export interface RedatingDeps {
  readonly pool: Pool;
  readonly lawBook: LawBook;
  readonly log: Logger;
  /** Files of one page; 500 unless a test says otherwise. */
  readonly pageSize?: number;
  /** What part of its time the run leaves to the people at work: after a page of 1 s it rests `rest` seconds. */
  readonly rest?: number;
  /** Where a test stops or kills it; nothing in production. */
  readonly pause?: (point: 'beforeWrite' | 'afterWrite', page: number) => Promise<void>;
  /** Asked between pages. */
  readonly isStopping?: () => boolean;
  /** Told after every page that was written. */
  readonly onPage?: (progress: RedatingProgress) => void | Promise<void>;
}

export interface RedatingProgress {
  readonly changeId: string;
  readonly filesChecked: number;
  readonly filesInAll: number;
  readonly deadlinesChanged: number;
}

/** A run as stored. */
interface Run extends RedatingProgress {
  readonly revision: number;
  readonly cursor: string;
  readonly kind: Exclude<ChangeKind, 'department_profile'>;
  readonly transition: Transition;
}

const filesOfAPage = 500;
const yieldEvery = 20;

/**
 * Counts everything that is open anew after a change of the law, page after page in order of file id, each page in one statement. Where it
 * stands is stored with the page, so it goes on after a kill at any point; a file that was done gives nothing to write the second time.
 * @returns true when the run is finished, false when it was told to stop or somebody else has taken it over
 */
export async function runRedating(deps: RedatingDeps, changeId: string): Promise<boolean> {
  let pages = 0;
  for (;;) {
    const began = performance.now();
    const run = await readRun(deps.pool, changeId);
    if (run === null) return true;
    const page = await loadPage(deps.pool, run.cursor, deps.pageSize ?? filesOfAPage);
    if (page.files.length === 0) {
      await finishChange(deps.pool, changeId);
      deps.log.info({ changeId, filesChecked: run.filesChecked, deadlinesChanged: run.deadlinesChanged }, '期限重新计算完成 / re-dating finished');
      return true;
    }
    pages += 1;
    if (!(await writePage(deps, run, page, pages))) return false;
    const progress = (await readRun(deps.pool, changeId)) ?? run;
    deps.log.info({ changeId, filesChecked: progress.filesChecked, filesInAll: progress.filesInAll, deadlinesChanged: progress.deadlinesChanged }, '期限重新计算 / re-dating');
    await deps.onPage?.(progress);
    if (deps.isStopping?.()) return false;
    // people at work come first
    await new Promise((resolve) => setTimeout(resolve, (performance.now() - began) * (deps.rest ?? 0)));
  }
}

async function readRun(pool: Pool, changeId: string): Promise<Run | null> {
  const { rows } = await pool.query<Run>(
    `SELECT r.change_id AS "changeId", r.revision, r.cursor, r.files_in_all AS "filesInAll", r.files_checked AS "filesChecked", r.deadlines_changed AS "deadlinesChanged", c.kind, c.transition
     FROM redating r JOIN law_change c ON c.id = r.change_id WHERE r.change_id = $1 AND r.finished_at IS NULL`,
    [changeId],
  );
  return rows[0] ?? null;
}

/** One page, and again those of its files that an act has moved. False: somebody else did this page. */
async function writePage(deps: RedatingDeps, run: Run, first: RedatingPage, number: number): Promise<boolean> {
  const upTo = first.files.at(-1)?.id ?? run.cursor;
  for (let page = first; ; ) {
    const steps = await stepsOf(deps, run, page);
    await deps.pause?.('beforeWrite', number);
    const argument = { changeId: run.changeId, from: run.cursor, upTo, files: first.files.length, at: page.at, steps };
    const { rows } = await deps.pool.query<{ moved: string[] | null }>({ name: 'redating-write', text: 'SELECT write_redating_page($1) AS moved', values: [JSON.stringify(argument)] });
    const moved = rows[0]?.moved ?? null;
    if (moved === null) return false;
    await deps.pause?.('afterWrite', number);
    if (moved.length === 0) return true;
    page = await loadFiles(deps.pool, moved);
  }
}

/** The law, for each file of a page; files without a difference give no step. The event loop gets its turn in between: steps of people run beside this. */
async function stepsOf(deps: RedatingDeps, run: Run, { files, lawRevision, at: now }: RedatingPage) {
  const law = await deps.lawBook.at(lawRevision);
  const redatings = new Map<string, Redating>();
  const redatingOf = async (profileId: string): Promise<Redating> => {
    const known = redatings.get(profileId) ?? (await redatingFor(deps.lawBook, run, profileId));
    redatings.set(profileId, known);
    return known;
  };
  const steps: object[] = [];
  for (const [i, file] of files.entries()) {
    if (i % yieldEvery === yieldEvery - 1) await new Promise((resolve) => setImmediate(resolve));
    const at = file.lastAt !== null && file.lastAt > now ? file.lastAt : now;
    const surroundings = { at, rules: law.rulesFor(file.profileId), calendar: law.calendar, officers: {} };
    const advanced = advance(fileDefinition(file.type), file, { kind: 'redate', redating: await redatingOf(file.profileId) }, at, surroundings);
    const redated = advanced.entries.filter(({ kind }) => kind === 'redate').length;
    // a lapse that leaves nothing to re-date is written too: an act whose legal time precedes it could otherwise keep the deadline open, with its old date
    if (advanced.entries.length === 0) continue;
    const { step } = stepToWrite({ kind: 'redate' }, file, advanced, at, lawRevision);
    const before = nextRung(file.deadlines)?.at ?? null;
    const after = nextRung(advanced.record.deadlines)?.at ?? null;
    // a later moment needs no word: the old timer ticks, takes in what it has not seen, and waits anew
    const isEarlier = after !== null && (before === null || after < before);
    steps.push({ ...step, redated, nudge: isEarlier || advanced.entries.length > redated });
  }
  return steps;
}

/** A run as it bears on the files of one place. @throws RuleError UNKNOWN_PROFILE */
export async function redatingFor(lawBook: LawBook, { changeId, revision, kind, transition }: Pick<Run, 'changeId' | 'revision' | 'kind' | 'transition'>, profileId: string): Promise<Redating> {
  const before = await lawBook.at(revision - 1);
  const after = await lawBook.at(revision);
  const isNew = !before.law.profiles.some(({ id }) => id === profileId);
  return { changeId, revision, kind, transition, newVersions: isNew ? new Set() : newVersionsOf(before.rulesFor(profileId), after.rulesFor(profileId)) };
}
