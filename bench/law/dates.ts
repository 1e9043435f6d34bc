import { computeDeadline } from '../../domain/deadlines/compute-deadline.ts';
import type { DeadlineInput } from '../../domain/deadlines/deadline.ts';
import { grantedAmounts } from '../../domain/deadlines/period.ts';
import { nationalProfile } from '../../domain/rules/law.ts';
import type { ClockRule } from '../../domain/rules/rule.ts';
import { shippedLawBook } from '../../law/law-book.ts';
import { naiveDeadline } from '../../test/domain/deadlines/naive-deadline.ts';
import { altered, randomInput, seeded } from '../../test/domain/deadlines/random-input.ts';
import { throughput, type Figure } from '../figures.ts';

const questions = 20_000;

/** Dates a second of one core, with the explanation that every date carries; the baseline is the day-by-day count of the tests, on the same questions. */
export async function measureDates(): Promise<Figure[]> {
  const { calendar, rulesFor } = await shippedLawBook.current();
  const clocks = rulesFor(nationalProfile).rules.filter((rule): rule is ClockRule => rule.kind === 'clock');
  const any = collect(clocks, () => true);
  const long = collect(clocks.filter(({ extensions }) => extensions.length > 0), ({ pauses = [], extensions = [] }) => pauses.length > 0 && extensions.length > 0, true);
  return [rates('dates, whole catalogue, one core', any), rates('dates with pauses and extensions, one core', long)];

  function collect(from: readonly ClockRule[], fits: (input: DeadlineInput) => boolean, isAltered = false): DeadlineInput[] {
    const random = seeded(20_261_122);
    const found: DeadlineInput[] = [];
    while (found.length < questions) {
      const rule = from[Math.floor(random() * from.length)] as ClockRule;
      const input = randomInput(isAltered ? altered(rule, random) : rule, random, calendar);
      if (fits(input) && ours(input) !== undefined) found.push(input);
    }
    return found;
  }
}

/** @throws when the two do not agree on one of the questions: a fast wrong date is worth nothing */
function rates(name: string, inputs: readonly DeadlineInput[]): Figure {
  for (const input of inputs) {
    const found = ours(input);
    const naive = theirs(input);
    const agrees = found?.state === 'paused' ? naive === null : typeof naive === 'object' && naive?.due === found?.dueDate;
    if (!agrees) throw new Error(`${input.rule.id} from ${input.trigger}: ${JSON.stringify(found)} is not ${JSON.stringify(naive)}`);
  }
  return throughput(name, perSecond(inputs, ours), perSecond(inputs, theirs));
}

/** undefined for a question that the rule refuses (a pause that happens to lie outside). */
function ours(input: DeadlineInput) {
  try {
    return computeDeadline(input);
  } catch {
    return undefined;
  }
}

function theirs({ rule, trigger, limit, date, pauses, extensions = [], calendar }: DeadlineInput) {
  return naiveDeadline({ rule, trigger: String(trigger), limit: date ?? limit ?? rule.limit ?? '', granted: grantedAmounts(rule, extensions), pauses: pauses ?? [] }, calendar);
}

/** The best of three runs of about a second each, after one to warm up; by the processor's time, so that other work on the machine is not held against it. */
function perSecond(inputs: readonly DeadlineInput[], compute: (input: DeadlineInput) => unknown): number {
  let best = 0;
  for (let run = 0; run < 4; run += 1) {
    const began = process.cpuUsage();
    const seconds = (): number => {
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1_000_000;
    };
    let count = 0;
    while (seconds() < 0.8) {
      for (const input of inputs) compute(input);
      count += inputs.length;
    }
    best = Math.max(best, run === 0 ? 0 : count / seconds());
  }
  return best;
}
