import { expect, test } from 'vitest';
import { newVersionsOf, redateDeadline, type Redating } from '../../../domain/advance/redate.ts';
import { shanghaiDate } from '../../../domain/time/shanghai.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { applyChange } from '../../../law/changes/apply-change.ts';
import { shippedLawBook } from '../../../law/law-book.ts';
import { body, caseIn, fine, staff } from '../../support/case.ts';
import { notice2027 } from '../../support/law-changes.ts';

const before = await shippedLawBook.at(0);
const { law } = applyChange(before, { kind: 'calendar', content: notice2027 }, 1);
const redating: Redating = { changeId: 'c', revision: 1, kind: 'calendar', transition: 'open_deadlines', newVersions: newVersionsOf(before.rulesFor('national'), law.rulesFor('national')) };

/** The clock of an urgent preservation at an instant. */
function clockFrom(at: string) {
  const file = caseIn('investigating');
  file.tick(new Date(at).toISOString());
  const urgent = { ...body('preserveEvidence', fine('50000')), approval: undefined, urgent: { at, reason: '正在转移' } } as unknown as JsonObject;
  expect(file.act(staff.handlerA, 'preserveEvidence', urgent, shanghaiDate(at))).toMatchObject({ accepted: true });
  const [row] = file.record.deadlines.filter(({ clock }) => clock === 'preservationApproval');
  if (!row) throw new Error('the hours do not run');
  return row;
}

test('a calendar of a new year leaves a clock in hours alone', () => {
  const row = clockFrom('2026-12-31T23:59:00+08:00');
  expect(row).toMatchObject({ dueAt: '2027-01-01T15:59:00.000Z', provisional: false });
  expect(redateDeadline(row, { rules: law.rulesFor('national'), calendar: law.calendar }, redating)).toBeNull();
});

test('and where it moves the working days after its end, only the ladder follows: 9 to 12 February rest by the notice but for the 12th', () => {
  const row = clockFrom('2027-02-03T10:00:00+08:00');
  const found = redateDeadline(row, { rules: law.rulesFor('national'), calendar: law.calendar }, redating);
  expect(found).toMatchObject({ effect: 'same_date', row: { triggerAt: row.triggerAt, dueAt: row.dueAt, dueDate: row.dueDate, state: 'running' } });
});
