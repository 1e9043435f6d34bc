import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { removeAbandonedTestFolders } from '../../servers/abandoned-tests.ts';
import { startTestServers } from '../../servers/test-servers.ts';
import { waitUntil } from '../../servers/wait-until.ts';

test('servers of a killed test process are ended by the next one, those of a living one are not', async () => {
  const script = `import { startTestServers } from ${JSON.stringify(resolve('servers/test-servers.ts'))};
    const servers = await startTestServers({ withoutTemporal: true });
    console.log(JSON.stringify({ pid: servers.pids().postgres, folder: servers.logFolder }));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const left = JSON.parse(line.toString()) as { pid: number; folder: string };
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(`/proc/${left.pid}`)).toBe(true);

  const own = await startTestServers({ withoutTemporal: true });
  try {
    await waitUntil(() => !existsSync(`/proc/${left.pid}`), { timeoutMs: 5000, onTimeout: () => new Error('the abandoned server still runs') });
    expect(existsSync(dirname(left.folder))).toBe(false);
    await removeAbandonedTestFolders();
    expect(own.pids().postgres).toBeDefined();
  } finally {
    await own.stop();
  }
}, 60_000);
