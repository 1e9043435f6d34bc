import { afterEach, describe, expect, it } from 'vitest';
import { epochMs, shanghaiDate, startOfDay, toInstant } from '../../../domain/time/shanghai.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('days of Asia/Shanghai', () => {
  it.each([
    ['2026-09-24T15:59:59.999Z', '2026-09-24'],
    ['2026-09-24T16:00:00Z', '2026-09-25'],
    ['2026-09-24T16:00:00.000Z', '2026-09-25'],
    ['2026-09-25T00:00:00+08:00', '2026-09-25'],
    ['2026-09-24T12:00:00-04:00', '2026-09-25'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
    ['2028-02-29T15:59:00Z', '2028-02-29'],
    [0, undefined],
  ])('%s falls on %s', (instant, date) => {
    if (date === undefined) expect(() => shanghaiDate(instant)).toThrow(expect.objectContaining({ code: 'DATE_OUT_OF_RANGE' }));
    else expect(shanghaiDate(instant)).toBe(date);
  });

  it.each(['UTC', 'America/New_York', 'Asia/Shanghai', 'Pacific/Auckland'])('does not depend on the time zone of the machine (%s)', (machine) => {
    process.env.TZ = machine;
    expect(startOfDay('2026-10-12')).toBe('2026-10-11T16:00:00.000Z');
    expect(shanghaiDate(startOfDay('2026-10-12'))).toBe('2026-10-12');
    expect(shanghaiDate(epochMs(startOfDay('2026-10-12')) - 1)).toBe('2026-10-11');
  });

  it('agrees with the zone data for every day begin from 1992 to 2050', () => {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
    for (let ms = epochMs(startOfDay('1992-01-01')); ms < epochMs(startOfDay('2050-01-01')); ms += 7 * 86_400_000) {
      expect(clock.format(ms)).toBe(`${shanghaiDate(ms)} 00:00:00`);
    }
  });

  it.each(['2026-09-24', '2026-09-24T16:00:00', '2026-09-24 16:00:00Z', '2026-02-30T00:00:00Z', '2026-09-24T24:00:00Z', '2026-09-24T10:60:00Z', '2026-09-24T10:00:60Z', 'now', ''])(
    'refuses %j, which is no instant',
    (text) => {
      expect(() => epochMs(text)).toThrow(expect.objectContaining({ code: 'INVALID_INSTANT' }));
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1.5])('refuses the number %s', (ms) => {
    expect(() => epochMs(ms)).toThrow(expect.objectContaining({ code: 'INVALID_INSTANT' }));
  });

  it('writes instants in UTC with milliseconds and reads offsets and fractions', () => {
    expect(toInstant(epochMs('2026-09-25T01:30:00.25+08:00'))).toBe('2026-09-24T17:30:00.250Z');
    expect(epochMs('2026-09-24T16:00:00.123456789Z')).toBe(epochMs('2026-09-24T16:00:00.123Z'));
  });
});
