import { spawn, spawnSync } from 'node:child_process';
import type { Say } from '../say.ts';
import { SetupError } from '../setup-error.ts';
import { progressTeller } from './progress.ts';
import { TEMPORAL_VERSION } from './release.ts';

const SERVER = `go.temporal.io/server/cmd/server@v${TEMPORAL_VERSION}`;
const SQL_TOOL = `go.temporal.io/server/cmd/tools/sql@v${TEMPORAL_VERSION}`;

/** Version told by the installed Go, or undefined where there is none. */
export function findGo(): string | undefined {
  const result = spawnSync('go', ['version'], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/**
 * Builds server and tool from the official Go module into `folder`: about five minutes on two cores, seconds with a warm Go cache.
 * Go verifies the module against its checksum database. Throws SetupError NO_TEMPORAL_PROGRAM with the last words of Go.
 */
export async function buildPrograms(folder: string, say: Say): Promise<void> {
  // The tag leaves out gRPC modules for clouds that we do not use; flags as in the official build, without debug tables.
  await goInstall(folder, ['-tags', 'disable_grpc_modules', SERVER], 'server', say);
  await goInstall(folder, [SQL_TOOL], 'sql', say);
}

function goInstall(folder: string, what: string[], name: string, say: Say): Promise<void> {
  const start = performance.now();
  const tell = progressTeller(say);
  let packages = 0;
  let last = '';
  const told: string[] = [];
  const beat = setInterval(() => {
    const elapsed = Math.round((performance.now() - start) / 1000);
    tell(`  … 编译 ${name}：${elapsed} 秒，${packages} 个包`, `compiling ${name}: ${elapsed} s, ${packages} packages ${last}`);
  }, 500);
  return new Promise<void>((resolve, reject) => {
    const child = spawn('go', ['install', '-v', '-trimpath', '-ldflags=-s -w', ...what], {
      cwd: folder,
      env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod', CGO_ENABLED: '0', GOOS: 'linux', GOARCH: 'amd64', GOWORK: 'off' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    // Called off while it builds: the compiler must not go on alone.
    const end = () => child.kill('SIGTERM');
    process.once('exit', end);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((candidate) => candidate !== '')) {
        told.push(line);
        if (told.length > 30) told.shift();
        if (!line.startsWith('go: ')) packages += 1;
        last = line.slice(0, 80);
      }
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.removeListener('exit', end);
      if (code === 0) return resolve();
      const said = told.slice(-8).join('\n');
      reject(new SetupError('NO_TEMPORAL_PROGRAM', `编译 Temporal 失败（${signal ?? code}）：\n${said}`, 'Building Temporal failed, see above.'));
    });
  }).finally(() => clearInterval(beat));
}
