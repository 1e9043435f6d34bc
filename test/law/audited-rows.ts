import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../domain/rules/rule.ts';
import { shippedLaw } from '../../law/shipped-law.ts';

/** The rows as they were compared with the texts, one a line. */
export const auditedFile = join(import.meta.dirname, 'audited-rows.txt');

/** What a lawyer compares with the texts: number and unit, who, lapse, roll, extensions, pauses, sources, how far it was checked. */
export function rowOf(rule: Rule): string {
  const period = `${rule.effectiveFrom}..${rule.effectiveTo ?? ''}`;
  const pauses = 'pausable' in rule ? rule.pausable.map(({ ground, documentRequired }) => `${ground}${documentRequired ? '*' : ''}`).join(',') : '';
  const says = {
    clock: () => {
      const clock = rule as Extract<Rule, { kind: 'clock' }>;
      const { limit, unit, limitSetBy, minLimit, maxLimit, lastDay, triggerEvent, actorRole, onLapse, roll, earliestAction, extensions } = clock;
      const set = limitSetBy === undefined ? '' : ` (${limitSetBy}${minLimit === undefined ? '' : ` ${minLimit}-${maxLimit}`})`;
      const more = extensions.map(({ approver, limit: most, count, partial, amountRequired }) => ` +${most ?? 'any'} ${approver} x${count}${partial ? ' partly' : ''}${amountRequired ? ' named' : ''}`).join('');
      return `${limit} ${unit}${set}${lastDay === undefined ? '' : ' before'} from ${triggerEvent} by ${actorRole} ${onLapse} ${roll}${earliestAction === undefined ? '' : ` ${earliestAction}`}${more}`;
    },
    accrual: () => { const { percentPerDay, capPercent, triggerEvent, actorRole } = rule as Extract<Rule, { kind: 'accrual' }>; return `${percentPerDay}% a day, cap ${capPercent}% from ${triggerEvent} by ${actorRole}`; },
    threshold: () => { const { yuan, sense } = rule as Extract<Rule, { kind: 'threshold' }>; return `${sense} ${JSON.stringify(yuan)}`; },
    bound: () => { const { value, of, sense } = rule as Extract<Rule, { kind: 'bound' }>; return `${sense} ${value} ${of}`; },
    criterion: () => { const { sort, blocks, warns, values } = rule as Extract<Rule, { kind: 'criterion' }>; return `${sort}${blocks.length > 0 ? ` blocks ${blocks.join(',')}` : ''}${warns.length > 0 ? ` warns ${warns.join(',')}` : ''} ${JSON.stringify(values)}`; },
  }[rule.kind]();
  return `${rule.id} ${period} ${rule.kind}: ${says}${pauses === '' ? '' : ` / ${pauses}`} [${rule.source.map(({ law, article }) => `${law} ${article}`).join('; ')}] ${rule.verified}`;
}

/** All rows of the catalogue as lines. */
export function rowLines(): string[] {
  return shippedLaw.rules.map(rowOf).toSorted();
}

// node test/law/audited-rows.ts, after the changed rows were compared with their texts
if (import.meta.main) writeFileSync(auditedFile, `${rowLines().join('\n')}\n`);
