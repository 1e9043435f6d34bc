import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSample, orderByTicket, ticketOf } from '../../../domain/draw/sampler.ts';
import { naiveOrder, naiveTicket } from './naive-draw.ts';

/** Printed in the documentation of Rivest's package consistent_sampler 1.0.10: id, seed, ticket. */
const published: readonly (readonly [id: string, seed: string, ticket: string])[] = [
  ['AB-130', '01382438112797316654', '0.26299714122838008416507544297546663599715395525154425586041245287750224561854'],
  ['cat', 'xy()134!g2n', '0.24866413894129579898796850445568128508290132707747976039848637531569373309555'],
  ['dog', 'xy()134!g2n', '0.33886035615681875183111698317327684455682722683976874746986356932751818935066'],
  ['fish', 'xy()134!g2n', '0.74685932088827950509145941729789143204056041958068799542050396198792954500593'],
  ['goat', 'xy()134!g2n', '0.49599842072022713663423753308080171636735689997237236247068925068573448764387'],
];

/** The same documentation, shuffles: ids, seed, order; where it prints tickets, their first digits. */
const shuffles: readonly (readonly [seed: string, order: string])[] = [
  ['31', 'b a d c'],
  ['77', 'b d c a'],
];

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 12 });
const seed = fc.string({ maxLength: 70 });

describe('the ticket of an object', () => {
  it.each(published)('of %s under the seed %s is the one that the author of the sampler printed', (id, of, ticket) => {
    expect(ticketOf(id, of)).toBe(ticket);
  });

  it('keeps the digits of a short number apart by zeros at the end, at least 64 in all', () => {
    // the integer of this pair has only 71 digits, six less than most: none is lost, none added
    expect(ticketOf('216211', '1')).toBe('0.70401439182425194949597660740655069729077859845082154693178460922009669');
  });

  it('is the one that a second implementation gives, for any text', () => {
    fc.assert(fc.property(fc.string(), seed, (id, of) => ticketOf(id, of) === naiveTicket(id, of)));
  });
});

describe('the sampler', () => {
  it.each(shuffles)('shuffles a b c d under the seed %s as its author printed: %s', (of, order) => {
    expect(orderByTicket(['a', 'b', 'c', 'd'], of).map(({ id }) => id).join(' ')).toBe(order);
  });

  it('draws in the order of the tickets that its author printed, and the rest are the replacements', () => {
    const { drawn, replacements } = drawSample(['ab-1', 'ab-2', 'cd-1', 'ef-3'], '314159', 3);
    expect([...drawn, ...replacements].map(({ id, ticket }) => `${id} ${ticket.slice(0, 11)}`)).toEqual(['cd-1 0.317685817', 'ef-3 0.832984519', 'ab-1 0.909803926', 'ab-2 0.923154904']);
    expect(drawn.map(({ id }) => id)).toEqual(['cd-1', 'ef-3', 'ab-1']);
  });

  it('gives the same draw for the same seed, whatever the order of the list, and as the second implementation does', () => {
    fc.assert(fc.property(ids, seed, fc.nat(12), (frame, of, n) => {
      const { drawn, replacements } = drawSample(frame, of, n);
      expect(drawSample(frame.toReversed(), of, n)).toEqual({ drawn, replacements });
      expect([...drawn, ...replacements].map(({ id }) => id)).toEqual(naiveOrder(frame, of));
    }));
  });

  it('never changes the order of the others when an object is added', () => {
    fc.assert(fc.property(ids, fc.string({ minLength: 21, maxLength: 25 }), seed, (frame, newcomer, of) => {
      const before = orderByTicket(frame, of).map(({ id }) => id);
      const after = orderByTicket([...frame, newcomer], of).map(({ id }) => id);
      expect(after.filter((id) => id !== newcomer)).toEqual(before);
    }));
  });

  it('draws from a part of the frame what it draws from the whole, less the others', () => {
    fc.assert(fc.property(ids, seed, fc.func(fc.boolean()), (frame, of, isIn) => {
      const part = frame.filter((id) => isIn(id));
      expect(orderByTicket(part, of)).toEqual(orderByTicket(frame, of).filter(({ id }) => part.includes(id)));
    }));
  });

  it('draws all where fewer are there, and refuses an object named twice or half an object', () => {
    expect(drawSample(['a', 'b'], 's', 9).drawn).toHaveLength(2);
    expect(() => drawSample(['a', 'a'], 's', 1)).toThrow(expect.objectContaining({ code: 'DUPLICATE_ID' }));
    expect(() => drawSample(['a'], 's', 0.5)).toThrow(expect.objectContaining({ code: 'BAD_COUNT' }));
    expect(() => drawSample(['a'], 's', -1)).toThrow(expect.objectContaining({ code: 'BAD_COUNT' }));
  });

  it('favours nobody: over many seeds each of five is drawn first about as often', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 5000; i += 1) {
      const first = drawSample(['a', 'b', 'c', 'd', 'e'], `seed ${i}`, 1).drawn[0]?.id ?? '';
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    // a thousand expected, standard deviation 28: five of them
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(141);
  });
});
