import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileTypes } from '../../domain/files/file-types.ts';
import { fileTypeOf } from '../../domain/ids.ts';
import { bundleWorkflows } from '../../workers/bundle.ts';
import { temporalRuntime } from '../../workers/runtime.ts';
import { whatItShows } from './choose-histories.ts';
import { payloadsOf, stringsIn } from './payloads.ts';
import { readHistories, savedHistoriesFolder, type SavedHistory } from './saved-histories.ts';

const histories = readHistories(savedHistoriesFolder);

/** Name → what went wrong, for those that do not replay. */
async function replay(workflowBundle: WorkflowBundleOption, saved: readonly SavedHistory[]): Promise<Record<string, string>> {
  const failed: Record<string, string> = {};
  const given = saved.map(({ name, history, workflowId }) => ({ workflowId: `${name}/${workflowId}`, history }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, given)) {
    if (error) failed[workflowId.slice(0, workflowId.lastIndexOf('/'))] = `${error.name}: ${error.message}`;
  }
  return failed;
}

/**
 * A file may be open for years and its process is replayed by every later version. What a replay notices is a change of the
 * order of commands: another step, timer, activity or message handler in workflows/. It does not notice, and need not, a change
 * of the law: domain code and rules run in the step, whose result is in the history. Nor does it notice another length of a timer.
 */
describe('saved histories', () => {
  beforeAll(() => void Runtime.install(temporalRuntime(pino({ level: 'silent' }))));

  test('of every version replay with the workflows of today', async () => {
    expect(histories.length).toBeGreaterThanOrEqual(Object.keys(fileTypes).length);
    expect(await replay(await bundleWorkflows(), histories)).toEqual({});
  });

  test('show every file type, and what the protocol does: timers, refusals, effects, events, continue-as-new, and a process started anew', () => {
    expect(new Set(histories.map(({ workflowId }) => fileTypeOf(workflowId)))).toEqual(new Set(Object.keys(fileTypes)));
    const shown = new Set(histories.flatMap((history) => [...whatItShows(history)].map((what) => what.replace(/^\w+: /, ''))));
    expect([...shown]).toEqual(expect.arrayContaining([
      'EVENT_TYPE_TIMER_FIRED', 'EVENT_TYPE_TIMER_CANCELED', 'answer accepted ', 'sendEffect', 'event', 'nudge', 'behind', 'unconfirmed effects',
      'EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW', 'started with a state', 'started without a state', 'EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED',
    ]));
    expect([...shown].some((what) => what.startsWith('answer refused'))).toBe(true);
  });

  test('hold ids, codes, hashes and instants only: nothing that a person wrote, and no name of a person, a party or a machine', () => {
    // what is fixed in workflows/runtime/open-file.ts for the engine's own screens
    const fixed = ['记录落后于流程,等待处置 / record behind process', '数据库不可用,稍后再试 / database away'];
    for (const { name, history } of histories) {
      for (const event of history.events) {
        for (const text of payloadsOf(event).flatMap(stringsIn)) {
          if (fixed.includes(text)) continue;
          expect(text, name).toMatch(/^[\w.:+-]*( → [\w]+| [\d.TZ:-]+)?$/);
          // a unified credit code, an identity number or a mobile number
          expect(text, name).not.toMatch(/^(?=.*\d)[\dA-Z]{18}$|^1\d{10}$/);
        }
      }
      const text = JSON.stringify(history);
      expect(text, name).not.toMatch(/\p{Script=Han}/u);
      expect(text, name).not.toMatch(/"identity"|@[\w-]+"/);
    }
  });

  test('notice a workflow that does one thing more than it did when a file was opened', async () => {
    const changed = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./changed-workflows.ts', import.meta.url)) });
    const inspections = histories.filter(({ workflowId }) => fileTypeOf(workflowId) === 'inspection');
    const failed = await replay(changed, inspections);
    expect(Object.keys(failed)).toHaveLength(inspections.length);
    for (const why of Object.values(failed)) expect(why).toMatch(/Nondeterminism|DeterminismViolation/);
  });
});
