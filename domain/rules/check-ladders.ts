import { roles } from '../roles.ts';
import type { Ladder, LadderRung } from './ladder.ts';

export type LadderFindingCode = 'BAD_RUNG' | 'DUPLICATE_RUNG' | 'UNKNOWN_ROLE' | 'BAD_ORDER' | 'LADDER_WITHOUT_LAPSE';

export interface LadderFinding {
  readonly code: LadderFindingCode;
  readonly ladder: string;
  readonly rung: string;
  readonly detail: string;
}

/** Everything that is wrong with ladders that were read from elsewhere. An empty list means that they may be climbed. */
export function checkLadders(ladders: Readonly<Record<string, Ladder>>): LadderFinding[] {
  return Object.entries(ladders).flatMap(([ladder, rungs]) => {
    const lapses = rungs.filter(({ effect }) => effect === 'lapse').length;
    return [
      ...rungs.flatMap((rung, i) => checkRung(rung, rungs.slice(0, i)).map((finding) => ({ ladder, rung: rung.rung, ...finding }))),
      ...(lapses === 1 ? [] : [{ code: 'LADDER_WITHOUT_LAPSE' as const, ladder, rung: '-', detail: `${lapses} lapses` }]),
    ];
  });
}

function checkRung({ rung, when, to, effect, opens, issuer, addressed }: LadderRung, before: readonly LadderRung[]): Omit<LadderFinding, 'ladder' | 'rung'>[] {
  const findings: Omit<LadderFinding, 'ladder' | 'rung'>[] = [];
  const expect = (holds: boolean, code: LadderFindingCode, detail: string) => {
    if (!holds) findings.push({ code, detail });
  };
  expect(/^[a-z]+(_\w+)?$/.test(rung), 'BAD_RUNG', rung);
  expect(!before.some((other) => other.rung === rung), 'DUPLICATE_RUNG', rung);
  for (const role of [...to, ...(addressed ?? []), ...(issuer === undefined ? [] : [issuer])]) expect(role === 'actor' || Object.hasOwn(roles, role), 'UNKNOWN_ROLE', String(role));
  expect((issuer as string | undefined) !== 'actor', 'BAD_ORDER', 'who must act does not close the order');
  expect((effect === 'lapse') === (when.kind === 'due'), 'BAD_RUNG', 'the lapse is at the due date, and nothing else is');
  // an order that nobody could close, or that asks nobody, would stay open for ever
  const isOrder = opens === 'order';
  expect(isOrder === (issuer !== undefined) && isOrder === (addressed !== undefined), 'BAD_ORDER', 'an order, and nothing else, has an issuer and those whom it addresses');
  expect(!isOrder || effect === 'escalate', 'BAD_ORDER', 'an order is opened about what is overdue');
  return findings;
}
