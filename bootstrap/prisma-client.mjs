import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeProgram } from './packages.mjs';
import { failure, say } from './say.mjs';

/** Whether prisma/client was generated from the schema as it is now, by the Prisma that is installed. */
export function isPrismaClientCurrent(root) {
  const stamp = stampFile(root);
  if (!existsSync(schemaFile(root))) return true;
  return existsSync(join(root, 'prisma', 'client')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash(root);
}

/** Generates prisma/client. Throws an expected failure with Prisma's own words. */
export async function generatePrismaClient(root) {
  say('正在生成数据库访问代码 …', 'Generating the database client …');
  rmSync(stampFile(root), { force: true });
  const hash = sourceHash(root);
  const result = spawnSync(nodeProgram(root), [join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate', '--schema', schemaFile(root)], {
    cwd: root,
    encoding: 'utf8',
    // The native schema engine would be downloaded from a server of its own; `generate` only asks whether the file exists.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  });
  if (result.status !== 0) {
    throw failure(`prisma generate 失败：\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`, 'prisma generate failed, see above.');
  }
  writeFileSync(stampFile(root), hash);
}

function sourceHash(root) {
  const hash = createHash('sha256').update(readFileSync(schemaFile(root)));
  for (const file of ['prisma.config.ts', 'node_modules/prisma/package.json'].map((name) => join(root, name))) {
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

function schemaFile(root) {
  return join(root, 'prisma', 'schema.prisma');
}

/** In node_modules, which a fresh installation empties: a new Prisma generates anew. */
function stampFile(root) {
  return join(root, 'node_modules', '.duban-prisma-hash');
}
