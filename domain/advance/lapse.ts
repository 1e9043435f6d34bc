import type { FileDefinition } from '../files/file-definition.ts';
import type { DeadlineRow, Rung } from '../record/record.ts';
import { clockOfVersion } from '../rules/find-rule.ts';
import { shanghaiDate } from '../time/shanghai.ts';
import { changeOf, nextRung } from './clock.ts';
import { openTask, putDeadline, writeEntry, type Draft } from './draft.ts';
import { orderOfRung } from './order-of-rung.ts';
import { toldPeople } from './told-people.ts';

/**
 * Records every rung due at or before `instant`, in order of time, one entry each (unique by deadline, revision, rung).
 * A timer never decides for the authority: it reminds, climbs the ladder, or does what the lapse code of its rule says.
 */
export function recordDueRungs(draft: Draft, instant: string, definition: FileDefinition): void {
  for (let due = nextRung(draft.record.deadlines); due && due.at <= instant; due = nextRung(draft.record.deadlines)) {
    recordRung(draft, due.deadline, due, definition);
  }
}

function recordRung(draft: Draft, deadline: DeadlineRow, due: Rung, definition: FileDefinition): void {
  const { rules, calendar } = draft.surroundings;
  const rule = clockOfVersion(deadline.ruleId, deadline.ruleVersion, rules);
  const lead = due.lapse ? draft.chart.clocks[deadline.clock]?.lapse : undefined;
  // the duty of an overdue agency goes on, with the rest of the ladder; every other lapse ends the clock
  const goesOn = !due.lapse || rule.onLapse === 'AGENCY_OVERDUE';
  // the legal last day, not the morning after: a chained clock counts from it
  const occurredOn = due.lapse ? deadline.dueDate : shanghaiDate(due.at);
  const follows = due.lapse ? definition.lapses[deadline.clock]?.perform({ rules, calendar, record: draft.record, facts: draft.record.facts, deadline, occurredOn }) : undefined;
  const told = toldPeople(draft.record, definition, rule, due.to);
  const order = orderOfRung(draft.record, definition, rule, deadline, due);
  writeEntry(
    draft,
    {
      kind: 'deadline',
      what: deadline.ruleId,
      occurredOn,
      content: { deadlineId: deadline.id, revision: deadline.revision, rung: due.rung, dueAt: deadline.dueAt, at: due.at, onLapse: rule.onLapse, told: due.to, source: rule.source.map((s) => ({ ...s })) },
      deadlineKey: { deadlineId: deadline.id, revision: deadline.revision, rung: due.rung },
      keepsFacts: follows?.facts !== undefined,
    },
    { ...follows, effects: [...(follows?.effects ?? []), ...order], outcome: due.lapse ? 'lapsed' : 'reminded' },
    lead ?? {},
    (seq) => {
      const rest = goesOn ? deadline.rungs.slice(1) : [];
      const row: DeadlineRow = {
        ...deadline,
        rungs: rest,
        state: due.lapse ? 'lapsed' : deadline.state,
        closedSeq: goesOn ? null : seq,
      };
      putDeadline(draft, row);
      const kind = due.opens === 'notice' ? 'notice' : 'reminder';
      for (const people of told) openTask(draft, { kind, ...people, label: rule.label, deadlineId: deadline.id, dueAt: deadline.dueAt }, seq);
      return [{ ...changeOf(row, due.lapse ? 'lapsed' : 'reminded'), rung: due.rung }];
    },
  );
}
