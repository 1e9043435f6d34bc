import pg from 'pg';
import { SetupError } from './setup-error.ts';

const PREFIX = 'duban:engine=';

/**
 * Ties a record to the engine that drives it, on first use; afterwards another engine is refused, since two of them on one record
 * would both work on the same files. The tie is a comment on our own table, so that it goes with every copy and backup.
 */
export async function bindRecordToEngine(ownerUrl: string, namespaceId: string): Promise<void> {
  await withClient(ownerUrl, (client) => client.query(`COMMENT ON TABLE public.file IS ${client.escapeLiteral(PREFIX + namespaceId)}`));
}

/**
 * Looks whether a record may be driven by this engine; changes nothing. A record that was never tied may.
 * @param namespaceId the id that the Temporal cluster gave to the namespace: it differs between any two
 * @throws SetupError DATABASE_FOREIGN
 */
export async function assertRecordOfEngine(url: string, namespaceId: string): Promise<void> {
  const comment = await withClient(url, async (client) => {
    const { rows } = await client.query<{ comment: string | null }>("SELECT obj_description(to_regclass('public.file'), 'pg_class') AS comment");
    return rows[0]?.comment ?? '';
  });
  const bound = comment.startsWith(PREFIX) ? comment.slice(PREFIX.length) : undefined;
  if (bound === undefined || bound === namespaceId) return;
  throw new SetupError(
    'DATABASE_FOREIGN',
    `该数据库的记录由另一个 Temporal（命名空间号 ${bound}）办理，现在连接的是 ${namespaceId}。没有改动任何内容。若原 Temporal 已停用，请加 --take-over-record 再启动一次，流程将由记录重建。`,
    `The record in this database is driven by another Temporal (namespace id ${bound}); this one is ${namespaceId}. Nothing was changed. If the other one is gone, start once with --take-over-record: processes are then rebuilt from the record.`,
  );
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'duban set-up' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
