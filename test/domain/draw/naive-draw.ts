import { createHash } from 'node:crypto';
import type { DrawFrame } from '../../../domain/draw/frame.ts';

/** The draw once more, written from the words of the rule and by other means: digit by digit, minimum by minimum. Slow on purpose. */
export function naiveTicket(id: string, seed: string): string {
  const hex = (text: string) => createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex');
  // long division of the hexadecimal number by ten gives its decimal digits from the last to the first
  let digits = [...hex(hex(seed) + id)].map((character) => Number.parseInt(character, 16));
  let reversed = '';
  while (digits.some((digit) => digit > 0)) {
    let rest = 0;
    digits = digits.map((digit) => {
      const value = rest * 16 + digit;
      rest = value % 10;
      return Math.floor(value / 10);
    });
    reversed += String(rest);
  }
  while (reversed.length < 64) reversed += '0';
  return `0.${reversed}`;
}

/** Takes the lowest ticket again and again. */
export function naiveOrder(ids: readonly string[], seed: string): string[] {
  const tickets = new Map(ids.map((id) => [id, naiveTicket(id, seed)]));
  const left = [...ids];
  const order: string[] = [];
  while (left.length) {
    let best = left[0] as string;
    for (const id of left) {
      const [mine, other] = [tickets.get(id) ?? '', tickets.get(best) ?? ''];
      if (mine < other || (mine === other && id < best)) best = id;
    }
    order.push(best);
    left.splice(left.indexOf(best), 1);
  }
  return order;
}

export function naiveTargets(frame: DrawFrame, seed: string): string[] {
  const all = frame.targets.map(({ id }) => id);
  const { quota } = frame;
  if (quota.kind === 'number') return naiveOrder(all, seed).slice(0, quota.number);
  const drawn = (['A', 'B', 'C', 'D'] as const).flatMap((riskClass) => {
    const ids = frame.targets.filter((target) => target.riskClass === riskClass).map(({ id }) => id);
    let count = 0;
    while (count * 10_000 < Math.round(quota.percent[riskClass] * 100) * ids.length) count += 1;
    return naiveOrder(ids, seed).slice(0, count);
  });
  return naiveOrder(drawn, seed);
}

export function naivePairs(frame: DrawFrame, seed: string, targets: readonly string[]): string[][] {
  const done: string[][] = [];
  for (const target of targets) {
    const had = (id: string) => done.filter((pair) => pair.includes(id)).length;
    const pair: string[] = [];
    while (pair.length < frame.officersPerTarget) {
      const free = frame.officers.filter((id) => !pair.includes(id));
      const fewest = Math.min(...free.map(had));
      pair.push(naiveOrder(free.filter((id) => had(id) === fewest), seed + target)[0] as string);
    }
    done.push(pair);
  }
  return done;
}
