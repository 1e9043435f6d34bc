import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { FromChild, ToChild, Trap } from './traps.ts';

/** A real process of the product under chaos: it can be killed, frozen, and caught at a chosen point. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** What it said when it was ready (an API: its address). */
  readonly ready: Promise<Readonly<Record<string, string>>>;
  readonly exited: Promise<void>;
  isAlive(): boolean;
  /** Resolves once the process stands at the trap's point. */
  arm(trap: Trap): Promise<{ readonly detail: unknown }>;
  disarm(trapId: string): void;
  /** Lets the caught step go on. */
  release(trapId: string): void;
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL, and waits until it is gone. Frozen processes die of it, too. */
  kill(): Promise<void>;
  /** SIGTERM, as on an ordinary stop; killed when that takes more than ten seconds. */
  stop(): Promise<void>;
}

const living = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

export function startChild(options: { name: string; entry: string; env: Readonly<Record<string, string>>; logFile: string }): Child {
  const log = openSync(options.logFile, 'a');
  const child = fork(options.entry, [], { env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC', ...options.env }, stdio: ['ignore', log, log, 'ipc'], execArgv: [] });
  closeSync(log);
  living.add(child);
  const reached = new Map<string, (caught: { detail: unknown }) => void>();
  let isReady: (said: Readonly<Record<string, string>>) => void = () => undefined;
  let isDead: (error: Error) => void = () => undefined;
  const ready = new Promise<Readonly<Record<string, string>>>((resolve, reject) => {
    isReady = resolve;
    isDead = reject;
  });
  // a process that is killed while it starts is nobody's error
  ready.catch(() => undefined);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      living.delete(child);
      isDead(new Error(`${options.name} ended (${signal ?? code}) before it was ready; see ${options.logFile}`));
      resolve();
    });
  });
  child.on('error', () => undefined);
  child.on('message', (message: FromChild) => {
    if ('ready' in message) isReady(message.ready);
    else reached.get(message.reached)?.({ detail: message.detail });
  });
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const tell = (message: ToChild) => {
    if (child.connected) child.send(message, () => undefined);
  };
  return {
    name: options.name,
    pid: child.pid ?? 0,
    ready,
    exited,
    isAlive,
    arm(trap) {
      const caught = new Promise<{ detail: unknown }>((resolve) => reached.set(trap.id, resolve));
      tell({ arm: trap });
      return caught;
    },
    disarm: (trapId) => tell({ disarm: trapId }),
    release: (trapId) => tell({ go: trapId }),
    signal: (signal) => void (isAlive() && child.kill(signal)),
    async kill() {
      if (isAlive()) child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      if (isAlive()) child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(impatience);
    },
  };
}
