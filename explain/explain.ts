import { problemBody } from '../api/errors/problem.ts';
import { lawProblem } from '../api/errors/law-problem.ts';
import { calculationView } from '../api/views/calculation-view.ts';
import { calculate } from '../domain/deadlines/calculate.ts';
import { findRule } from '../domain/rules/find-rule.ts';
import { shanghaiDate } from '../domain/time/shanghai.ts';
import { shippedLawBook } from '../law/law-book.ts';
import { printExplanation } from './print-explanation.ts';
import { printRules } from './print-rules.ts';
import { readArguments, withApprovers } from './read-arguments.ts';
import { UsageError } from './usage-error.ts';

const usage = `用法 usage:
  npm run explain -- 规则RULE --from 起算日DATE [--pause 起FROM/止TO:事由GROUND[#文书PAPER] …] [--extend 数N[:批准人APPROVER] …]
                     [--profile 地方P] [--limit N] [--date DATE] [--as-of DATE] [--json]
  npm run explain -- --rules        列出全部期限规则 lists every clock

例 example:
  npm run explain -- case-decide --from 2026-09-18 --pause 2026-10-12/2026-11-02:testing --extend 30`;

/** Where the lines go. */
export interface Say {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** `npm run explain`: a date and how it came about, by the law that ships with the product; no database, no server. @returns the exit code: 2 for what cannot be calculated */
export async function explain(argv: readonly string[], { out, err }: Say): Promise<number> {
  const isJson = argv.includes('--json');
  const inForce = await shippedLawBook.current();
  try {
    const asked = readArguments(argv);
    if (asked === 'rules') {
      printRules(inForce.law, out);
      return 0;
    }
    const { request } = asked;
    const rule = findRule(request.ruleId, request.triggerAt.length > 10 ? shanghaiDate(request.triggerAt) : request.triggerAt, inForce.rulesFor(request.profile));
    const found = calculate({ ...request, extensions: withApprovers(asked.extensions, rule.extensions) }, inForce);
    if (asked.isJson) out(JSON.stringify(calculationView(found, inForce), null, 2));
    else printExplanation(found, inForce, out);
    return 0;
  } catch (error) {
    const problem = lawProblem(error, inForce.law);
    if (error instanceof UsageError) tell({ code: error.code, detail: error.message }, error.code === 'USAGE' || error.code === 'FROM_REQUIRED' ? usage : '');
    else if (problem) {
      const { code, detail, rule, nearMatches } = problemBody(problem.code, problem.more);
      tell({ code, detail: detail ?? code, ...(rule === undefined ? {} : { rule }), ...(nearMatches === undefined ? {} : { nearMatches }) }, nearMatches ? `您是否要找 did you mean: ${nearMatches.join(', ')}` : '');
    } else throw error;
    return 2;
  }

  function tell(problem: { readonly code: string; readonly detail: string }, more: string): void {
    if (isJson) out(JSON.stringify(problem, null, 2));
    err(`${problem.code}  ${problem.detail}${more === '' ? '' : `\n${more}`}`);
  }
}
