import { styleText } from 'node:util';
import type { Law } from '../domain/rules/law.ts';

/** Every clock by topic: id, and what it is. */
export function printRules(law: Law, print: (line: string) => void): void {
  for (const [topic, { zh, en }] of Object.entries(law.topics)) {
    const clocks = law.rules.filter((rule) => rule.kind === 'clock' && rule.topic === topic);
    if (clocks.length === 0) continue;
    print(`\n${styleText('bold', zh)}  ${styleText('dim', en)}`);
    for (const { id, label } of clocks) print(`  ${id.padEnd(40)}${label.zh}  ${styleText('dim', label.en)}`);
  }
}
