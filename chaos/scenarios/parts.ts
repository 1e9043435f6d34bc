import { setTimeout as sleep } from 'node:timers/promises';
import { freezePart, killBackend, killPart, stopThenKill, type Part } from '../faults/parts.ts';
import type { Scenario } from '../scenario.ts';

/** Whole parts die or freeze at a moment of chance, alone and together, while people act. */

const kill = (parts: readonly Part[], isShort = false): Scenario => ({
  name: `kill -9: ${parts.join(' + ')}`,
  faults: `kill -9 of ${parts.join(', ')}, started again two seconds later`,
  isShort,
  hasCrowd: true,
  async run(world, { actMs }) {
    await sleep(actMs + world.random.below(500));
    await Promise.all(parts.map((part) => killPart(world, part)));
    await sleep(2000);
    await world.bringBack();
    await sleep(actMs);
  },
});

const freeze = (parts: readonly Part[], isShort = false): Scenario => ({
  name: `SIGSTOP: ${parts.join(' + ')}`,
  faults: `${parts.join(', ')} frozen, then thawed`,
  isShort,
  hasCrowd: true,
  async run(world, { actMs, freezeMs }) {
    await sleep(actMs + world.random.below(500));
    const thaws = parts.map((part) => freezePart(world, part));
    await sleep(freezeMs);
    for (const thaw of thaws) thaw();
    await sleep(actMs);
  },
});

/** Longer than any act waits: people hear OUTCOME_UNKNOWN or UNAVAILABLE, and ticks wait on a timer of their own. */
const away = (part: Part): Scenario => ({
  name: `away for a minute: ${part}`,
  faults: `kill -9 of ${part}, started again a minute later`,
  isShort: false,
  hasCrowd: true,
  async run(world, { actMs }) {
    await sleep(actMs);
    await killPart(world, part);
    await sleep(60_000);
    await world.bringBack();
    await sleep(actMs);
  },
});

const stop = (part: Part, isShort = false): Scenario => ({
  name: `in shutdown: ${part}`,
  faults: `SIGTERM to ${part}, kill -9 before it is done`,
  isShort,
  hasCrowd: true,
  async run(world, { actMs }) {
    await sleep(actMs);
    await stopThenKill(world, part, 50 + world.random.below(300));
    await sleep(500);
    await world.bringBack();
    await sleep(actMs);
  },
});

const eachInTurn: readonly Scenario[] = [
  {
    name: 'kill -9: worker, API, Temporal, PostgreSQL, one after the other',
    faults: 'kill -9 of each in turn, started again at once',
    isShort: true,
    isLong: false,
    hasCrowd: true,
    async run(world, { actMs }) {
      for (const part of ['worker', 'api', 'temporal', 'postgres'] as const) {
        await sleep(actMs);
        await killPart(world, part);
        await sleep(300);
        await world.bringBack();
      }
      await sleep(actMs);
    },
  },
  {
    name: 'SIGSTOP: worker, API, Temporal, PostgreSQL, a little after each other',
    faults: 'each frozen a second and a half after the one before, and thawed in that order',
    isShort: true,
    isLong: false,
    hasCrowd: true,
    async run(world, { actMs, freezeMs }) {
      await sleep(actMs);
      await Promise.all(
        (['worker', 'api', 'temporal', 'postgres'] as const).map(async (part, i) => {
          await sleep(i * 1500);
          const thaw = freezePart(world, part);
          await sleep(freezeMs);
          thaw();
        }),
      );
      await sleep(actMs);
    },
  },
];

export const partScenarios: readonly Scenario[] = [
  ...eachInTurn,
  kill(['worker']),
  kill(['workers']),
  kill(['api']),
  kill(['temporal']),
  kill(['postgres']),
  {
    name: 'kill -9: one backend of PostgreSQL',
    faults: 'kill -9 of a backend that serves a worker, three times: PostgreSQL throws everybody out and recovers',
    isShort: false,
    hasCrowd: true,
    async run(world, { actMs }) {
      for (let i = 0; i < 3; i += 1) {
        await sleep(actMs);
        await killBackend(world).catch(() => undefined);
      }
      await sleep(actMs);
    },
  },
  kill(['worker', 'api']),
  kill(['workers', 'temporal']),
  kill(['workers', 'postgres']),
  kill(['temporal', 'postgres']),
  kill(['workers', 'api', 'temporal', 'postgres'], true),
  freeze(['worker']),
  freeze(['workers']),
  freeze(['api']),
  freeze(['temporal']),
  freeze(['postgres']),
  freeze(['worker', 'postgres']),
  freeze(['api', 'temporal']),
  freeze(['workers', 'api', 'temporal', 'postgres']),
  stop('workers', true),
  stop('api'),
  stop('temporal'),
  stop('postgres'),
  away('postgres'),
  away('temporal'),
];
