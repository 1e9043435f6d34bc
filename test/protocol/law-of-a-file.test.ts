import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestWorld, finding, openInspection, type TestWorld } from '../support/world.ts';
import { commitUnseen, stepOf } from './second-worker.ts';

let world: TestWorld;
let owner: pg.Client;
beforeAll(async () => {
  world = await createTestWorld();
  await world.startWorker();
  owner = new pg.Client(world.database.ownerUrl);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

const at = () => new Date().toISOString();
const profileOf = async (fileId: string) => (await world.pool.query('SELECT profile_id FROM file WHERE id = $1', [fileId])).rows[0].profile_id;

describe('the profile of a file', () => {
  test('is the national one where no department names another', async () => {
    expect(await profileOf(await openInspection(world))).toBe('national');
  });

  test('is that of the nearest department above that names one, and the file keeps it; what it opens has the profile of that day', async () => {
    await owner.query("INSERT INTO department (id, name, profile_id) VALUES ('city', '示例市', 'zhongshan')");
    await owner.query("INSERT INTO department (id, name, parent_id) VALUES ('district', '示例区', 'city')");
    await owner.query("UPDATE department SET parent_id = 'district' WHERE id = 'market-bureau'");
    const { rows } = await world.pool.query("SELECT profile_of_department('market-bureau') AS nearest, profile_of_department('nowhere') AS none");
    expect(rows).toEqual([{ nearest: 'zhongshan', none: 'national' }]);
    const fileId = await openInspection(world);
    expect(await profileOf(fileId)).toBe('zhongshan');
    await owner.query("UPDATE department SET profile_id = 'huzhou' WHERE id = 'district'");
    await world.act('inspectorA', fileId, 'recordInspectionResult', finding);
    expect(await profileOf(fileId)).toBe('zhongshan');
    await commitUnseen(world, 'unitHead', fileId, 'registerClue', { suspicion: '涉嫌经营过期食品' });
    const effect = await world.pool.query('SELECT x.seq, x.n, x.to_file_id, e.hash FROM effect x JOIN ledger_entry e USING (file_id, seq) WHERE x.file_id = $1', [fileId]);
    const { seq, n, hash, to_file_id: caseId } = effect.rows[0];
    await stepOf(world)({ fileId: caseId, expect: { seq: 0, head: '' }, at: at(), event: { kind: 'event', source: { fileId, seq, n, hash } } });
    expect(await profileOf(caseId)).toBe('huzhou');
    await owner.query("UPDATE department SET parent_id = NULL WHERE id = 'market-bureau'");
  });
});
