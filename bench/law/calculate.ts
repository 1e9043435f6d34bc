import { plain, underLoad, type Figure } from '../figures.ts';
import type { LawBench } from './rows.ts';

const questions = [
  { ruleId: 'case-decide', triggerAt: '2026-09-18' },
  { ruleId: 'clue-verify', triggerAt: '2026-02-10', pauses: [{ from: '2026-02-14', to: '2026-02-24', ground: 'testing' }] },
  { ruleId: 'case-decide', triggerAt: '2026-03-03', pauses: [{ from: '2026-03-20', to: '2026-04-10', ground: 'testing' }], extensions: [{ amount: 30, approvedBy: 'responsible_person' }] },
  { ruleId: 'sue-direct', triggerAt: '2026-08-31', asOf: '2026-12-31' },
];

/** `POST /api/v1/deadlines/calculate` on the real API process, with everything on: checked, explained, both readings. */
export async function measureCalculate(bench: LawBench): Promise<Figure[]> {
  const { api } = await bench.world();
  const figures: Figure[] = [];
  for (const clients of [1, 8]) {
    let n = 0;
    const ask = async () => {
      const answer = await fetch(`${api}/api/v1/deadlines/calculate`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(questions[(n += 1) % questions.length]) });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`calculate answers ${answer.status}: ${text}`);
    };
    await underLoad(clients, 1, ask);
    const { p50, p95, perSecond } = await underLoad(clients, 4, ask);
    const who = `${clients} ${clients === 1 ? 'client' : 'clients'}`;
    figures.push(plain(`calculate over REST, p50, ${who}`, p50, 'ms'), plain(`calculate over REST, p95, ${who}`, p95, 'ms'), plain(`calculate over REST, throughput, ${who}`, perSecond, '1/s'));
  }
  return figures;
}
