import type { Pool } from 'pg';
import { applyChange } from './changes/apply-change.ts';
import { fingerprintOf } from './changes/fingerprint.ts';
import { changeColumns, type LawChange } from './changes/law-change.ts';
import { shippedLawBook, type LawBook, type LawInForce } from './law-book.ts';

/**
 * What is in force, by revision: the law that ships with the program and every change approved since, in order. A revision never changes, so
 * each is read once; a step that was told a known revision asks the database for nothing.
 * @param shipped another law than the product's, for tests
 */
export function createLawBook(pool: Pool, shipped: Promise<LawInForce> = shippedLawBook.at(0)): LawBook {
  const known = new Map<number, Promise<LawInForce>>();

  function at(revision: number): Promise<LawInForce> {
    const held = known.get(revision);
    if (held) return held;
    const reading = read(revision);
    known.set(revision, reading);
    // what could not be read now is asked for again
    reading.catch(() => known.delete(revision));
    return reading;
  }

  async function read(revision: number): Promise<LawInForce> {
    const base = await shipped;
    const { rows } = await pool.query<LawChange & { release: string | null; current: number }>(
      `SELECT ${changeColumns}, s.release, s.revision AS current FROM law_state s LEFT JOIN law_change c ON c.revision <= $1 ORDER BY c.revision`,
      [revision],
    );
    const [first] = rows;
    if (!first || revision > first.current || revision < 0) throw new RangeError(`no revision ${revision} of the law`);
    // another release runs here as well: nothing may be judged by two laws at once
    if (first.release !== null && first.release !== fingerprintOf(base)) {
      throw new Error(`the record is kept by another release of the law (${first.release.slice(0, 12)}); update this program`);
    }
    const changes = rows.filter((row) => row.revision !== null);
    return changes.reduce<LawInForce>((law, change) => applyChange(law, change, change.revision ?? 0, () => undefined).law, base);
  }

  return {
    at,
    async current() {
      const { rows } = await pool.query<{ revision: number }>({ name: 'law-revision', text: 'SELECT revision FROM law_state WHERE id = 1' });
      return at(rows[0]?.revision ?? 0);
    },
  };
}
