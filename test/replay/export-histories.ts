import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

/**
 * Saves the histories of files on a running world, to be replayed by the tests of later versions:
 * `node test/replay/export-histories.ts ADDRESS NAMESPACE NAME=WORKFLOW_ID …`. A history holds ids and codes, nothing that a person wrote.
 */
const [address = '', namespace = '', ...wanted] = process.argv.slice(2);
const connection = await Connection.connect({ address });
const client = new Client({ connection, namespace });
for (const pair of wanted) {
  const [name = '', workflowId = ''] = pair.split('=');
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  writeFileSync(join(import.meta.dirname, 'histories', `${name}.json`), `${JSON.stringify(historyToJSON(history))}\n`);
}
await connection.close();
