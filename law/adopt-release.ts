import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { countOpenFiles } from './changes/approve-change.ts';
import { fingerprintOf } from './changes/fingerprint.ts';
import type { LawChange } from './changes/law-change.ts';
import { LawChangeError } from './changes/law-change-error.ts';
import { writeLaw } from './changes/write-law.ts';
import { shippedLawBook, type LawInForce } from './law-book.ts';

/**
 * Told by a worker before it begins: which law and calendar this program brings. The first one is noted in the chain of the law; another one than
 * before (an update with new rules, or with the calendar of a new year) makes a revision, and what is open is counted anew. So an update changes
 * no date silently. Workers of the release before refuse to go on: nothing may be judged by two laws at once.
 * @throws the database's error
 */
export async function adoptRelease(pool: Pool, log: Logger, shipped?: LawInForce): Promise<void> {
  const base = shipped ?? (await shippedLawBook.at(0));
  const release = fingerprintOf(base);
  try {
    await writeLaw(pool, null, async (now) => {
      if (now.release === release) throw new LawChangeError('LAW_CHANGE_STATE');
      const isFirst = now.release === null && now.revision === 0;
      const revision = now.revision + 1;
      const change: LawChange = {
        id: randomUUID(), kind: 'release', subject: release.slice(0, 12), content: { law: base.law.version, calendar: base.calendar.version, years: [...base.calendar.years], fingerprint: release },
        transition: 'new_triggers', reason: isFirst ? '系统首次启用 · first start' : '系统升级 · update of the program', state: isFirst ? 'in_effect' : 'approved', draftedBy: null, draftedAt: now.at,
        previewRevision: null, preview: null, previewedBy: null, previewedAt: null, approvedBy: null, approvedAt: now.at, revision, inEffectAt: isFirst ? now.at : null,
        withdrawnBy: null, withdrawnAt: null, withdrawnReason: null,
      };
      log.info({ release: change.subject, revision, isFirst }, '规则随系统版本更新 / the law of this release is in force');
      return { change, what: 'release', content: { content: change.content }, revision, release, ...(isFirst ? {} : { redates: { filesInAll: await countOpenFiles(pool) } }) };
    });
  } catch (error) {
    if (!(error instanceof LawChangeError)) throw error;
  }
}
