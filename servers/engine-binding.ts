import pg from 'pg';
import { SetupError } from './setup-error.ts';

const PREFIX = 'duban:engine=';

/**
 * Ties a record to the engine that drives it, on first use, and refuses another engine afterwards: two of them on one record
 * would both work on the same files. The tie is a comment on our own table, so that it goes with every copy and backup.
 * @param namespaceId the id that the Temporal cluster gave to the namespace: it differs between any two
 * @param options.takeOver the operator says that the other engine is gone; processes are then rebuilt from the record
 * Throws SetupError DATABASE_FOREIGN and changes nothing then.
 */
export async function bindRecordToEngine(ownerUrl: string, namespaceId: string, options: { takeOver: boolean }): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ comment: string | null }>("SELECT obj_description('public.file'::regclass, 'pg_class') AS comment");
    const comment = rows[0]?.comment ?? '';
    const bound = comment.startsWith(PREFIX) ? comment.slice(PREFIX.length) : undefined;
    if (bound === namespaceId) return;
    if (bound !== undefined && !options.takeOver) {
      throw new SetupError(
        'DATABASE_FOREIGN',
        `该数据库的记录由另一个 Temporal（命名空间号 ${bound}）办理，现在连接的是 ${namespaceId}。没有改动任何内容。若原 Temporal 已停用，请加 --take-over-record 再启动一次，流程将由记录重建。`,
        `The record in this database is driven by another Temporal (namespace id ${bound}); this one is ${namespaceId}. Nothing was changed. If the other one is gone, start once with --take-over-record: processes are then rebuilt from the record.`,
      );
    }
    await client.query(`COMMENT ON TABLE public.file IS ${client.escapeLiteral(PREFIX + namespaceId)}`);
  } finally {
    await client.end();
  }
}
