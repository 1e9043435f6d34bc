import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Runs `work` while no other process does so for the same folder.
 * The lock is a listener on an abstract socket: the kernel frees it with its process, so that none is ever left behind.
 */
export async function withLock(folder, work) {
  const { dev, ino } = statSync(folder);
  const name = `\0duban-bootstrap-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24)}`;
  let server = await tryListen(name);
  if (server === undefined) say('另一个命令正在准备此文件夹，等待中 …', 'Another command is preparing this folder; waiting …');
  while (server === undefined) {
    await sleep(200);
    server = await tryListen(name);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
}

function tryListen(name) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(name, () => resolve(server));
  });
}
