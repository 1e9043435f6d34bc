import { rmSync } from 'node:fs';
import type { DataFolder } from './data-folder.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { isAlive, type ProcessIdentity } from './processes/identity.ts';

export const PART_NAMES = ['postgres', 'temporal', 'worker', 'api'] as const;
export type PartName = (typeof PART_NAMES)[number];

/** What runs on a data folder, for people and for the next start. The lock decides who may start; this only tells. */
export interface RunState {
  phase: 'starting' | 'ready' | 'stopping';
  supervisor: ProcessIdentity;
  /** Pid of the command that the supervisor was started by; when that dies, the supervisor stops. */
  startedBy: number | undefined;
  /** Address of the API, once it is known. */
  address: string | undefined;
  parts: Partial<Record<PartName, ProcessIdentity>>;
}

/** What was written last, or undefined where nothing runs or the file cannot be read. */
export function readRunState(folder: DataFolder): RunState | undefined {
  const stored = readJsonFile(folder.runFile);
  if (stored.state !== 'read') return undefined;
  const state = stored.value as Partial<RunState> | null;
  return state?.supervisor === undefined || state.parts === undefined ? undefined : (state as RunState);
}

export function writeRunState(folder: DataFolder, state: RunState): void {
  writeJsonFile(folder.runFile, state);
}

export function clearRunState(folder: DataFolder): void {
  rmSync(folder.runFile, { force: true });
}

/** The supervisor that was recorded, when it lives. */
export function livingSupervisor(state: RunState | undefined): ProcessIdentity | undefined {
  return state !== undefined && isAlive(state.supervisor) ? state.supervisor : undefined;
}
