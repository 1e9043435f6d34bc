import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf } from './processes/identity.ts';
import { SetupError } from './setup-error.ts';

/** The ports of one data folder, all on 127.0.0.1. */
export interface Ports {
  postgres: number;
  temporalFrontend: number;
  temporalFrontendHttp: number;
  temporalFrontendMembership: number;
  temporalHistory: number;
  temporalHistoryMembership: number;
  temporalMatching: number;
  temporalMatchingMembership: number;
  temporalWorker: number;
  temporalWorkerMembership: number;
}

const NAMES = [
  'postgres', 'temporalFrontend', 'temporalFrontendHttp', 'temporalFrontendMembership', 'temporalHistory',
  'temporalHistoryMembership', 'temporalMatching', 'temporalMatchingMembership', 'temporalWorker', 'temporalWorkerMembership',
] as const satisfies readonly (keyof Ports)[];

/** The Temporal server stores its ports as SMALLINT and dies above 32767; Linux gives out its own from 32768 on. */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const CLOSING_MS = 3000;

/** Picks a block of neighbouring ports that are free now. Whoever uses them must be ready for one to be taken meanwhile. */
export async function chooseFreePorts(): Promise<Ports> {
  const blocks = Math.floor((HIGHEST - LOWEST) / NAMES.length);
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const first = LOWEST + Math.floor(Math.random() * blocks) * NAMES.length;
    const candidates = NAMES.map((_, offset) => first + offset);
    const free = await Promise.all(candidates.map((port) => isPortFree(port)));
    if (free.every(Boolean)) return Object.fromEntries(NAMES.map((name, i) => [name, candidates[i]])) as unknown as Ports;
  }
  throw new SetupError(
    'PORT_TAKEN',
    `在 ${LOWEST}–${HIGHEST} 之间找不到 ${NAMES.length} 个相邻的空闲端口。`,
    `No ${NAMES.length} neighbouring free ports between ${LOWEST} and ${HIGHEST}.`,
  );
}

/** Reads ports that were stored before. Throws nothing: gives undefined for anything that is not a full set of usable ports. */
export function parsePorts(value: unknown): Ports | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = NAMES.map((name) => [name, (value as Record<string, unknown>)[name]] as const);
  const areUsable = entries.every(([, port]) => Number.isInteger(port) && (port as number) > 1023 && (port as number) < 32_768);
  return areUsable ? (Object.fromEntries(entries) as unknown as Ports) : undefined;
}

/** Whether a listener could be opened on the port now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Throws PORT_TAKEN, naming part, port and (where it can be seen) the process that holds it, when the port is not free. */
export async function assertPortFree(port: number, part: string, advice: { zh: string; en: string }, host = '127.0.0.1'): Promise<void> {
  if (await isPortFree(port, host)) return;
  // The sockets of a killed process are closed a moment after it is gone: wait for them while nobody is seen to listen.
  const end = performance.now() + CLOSING_MS;
  while (holderOf(port) === undefined && performance.now() < end) {
    await sleep(25);
    if (await isPortFree(port, host)) return;
  }
  const pid = holderOf(port);
  const who = pid === undefined ? '' : ` (pid ${pid}: ${(commandLineOf(pid) ?? []).join(' ').slice(0, 120)})`;
  throw new SetupError(
    'PORT_TAKEN',
    `${part} 要用的端口 ${port} 已被其他程序占用${who}。${advice.zh}`,
    `Port ${port}, which ${part} needs, is taken by another program${who}. ${advice.en}`,
  );
}

/** The pid of the process that listens on a TCP port of this machine, or undefined when it cannot be seen. */
export function holderOf(port: number): number | undefined {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readOrEmpty(table).split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      const isListening = fields[3] === '0A';
      if (isListening && fields[1]?.endsWith(`:${hex}`) && fields[9] !== undefined) inodes.add(`socket:[${fields[9]}]`);
    }
  }
  if (inodes.size === 0) return undefined;
  const holders = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && holdsOne(name, inodes)).map(Number);
  // Children inherit the socket: the oldest process is the server itself.
  return holders.length === 0 ? undefined : Math.min(...holders);
}

function holdsOne(pid: string, inodes: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return inodes.has(readlinkSync(`/proc/${pid}/fd/${fd}`));
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
