import type { LocalDate } from '../domain/time/local-date.ts';
import { shanghaiDate } from '../domain/time/shanghai.ts';
import { fileTypes } from '../domain/files/file-types.ts';
import { waitUntil } from '../servers/wait-until.ts';
import { Caller, Refused } from './caller.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- facts of whatever type of file
export type Facts = any;

/** A file as the API shows it, as far as the stories look. */
export interface FileView {
  readonly id: string;
  readonly stage: { readonly id: string; readonly label: { readonly zh: string; readonly en: string } };
  readonly lifecycleId: string;
  readonly sourceFileId: string | null;
  readonly subject: string | null;
  readonly milestones: readonly { readonly milestone: string; readonly on: string }[];
  readonly facts: Facts;
}

/** An act that the law did not allow. It leaves no entry, since nothing happened; the story tells it all the same. */
export interface RefusedAct {
  readonly fileId: string;
  /** World time. */
  readonly at: string;
  readonly name: string;
  readonly role: string;
  readonly action: string;
  readonly code: string;
  readonly title: string;
  readonly earliestOn: string | null;
}

/** What the stories cost, in requests and in seconds of real time. */
export interface Tally {
  signIns: number;
  signInSeconds: number;
  acts: number;
  actSeconds: number;
  moments: number;
  clockSeconds: number;
}

/** Everything that a story asks of the world, over REST, as the proper people. */
export interface StageCrew {
  readonly refusals: readonly RefusedAct[];
  readonly tally: Readonly<Tally>;
  as(login: string): Promise<Caller>;
  /** Signs several people in at once: checking a password is made costly on purpose. */
  signIn(logins: readonly string[]): Promise<void>;
  open(login: string, type: string, input: object): Promise<string>;
  /** An act that must be accepted. @throws Refused */
  act(login: string, fileId: string, action: string, input?: object, occurredOn?: string): Promise<void>;
  /** An act that must be refused with this code. @throws when it is accepted, or refused otherwise */
  refused(login: string, fileId: string, action: string, input: object, code: string): Promise<void>;
  file(fileId: string): Promise<FileView>;
  /** Waits until a file is in a stage; the engine takes some milliseconds to carry an effect over. */
  reach(fileId: string, stage: string): Promise<FileView>;
  /** The file that an act of this file opened or told. */
  effectOf(fileId: string, name: string): Promise<string>;
  /** World time now, as a day in Shanghai. */
  today(): Promise<LocalDate>;
  /** Moves the clock to 10:00 in Shanghai on a day, unless that day has begun already. */
  until(day: LocalDate): Promise<void>;
}

/** A file's address. */
export function addressOf(fileId: string): string {
  return `/api/v1/${fileTypes[fileId.slice(0, fileId.indexOf('-'))]?.chart.collection}/${fileId}`;
}

/** Sees every file of the sample authority, and of its offices. */
export const reader = 'responsible';

export function createStageCrew(api: string): StageCrew {
  const callers = new Map<string, Promise<Caller>>();
  const refusals: RefusedAct[] = [];
  const tally: Tally = { signIns: 0, signInSeconds: 0, acts: 0, actSeconds: 0, moments: 0, clockSeconds: 0 };
  const as = (login: string) => {
    const known = callers.get(login) ?? Caller.signIn(api, login);
    if (!callers.has(login)) tally.signIns += 1;
    callers.set(login, known);
    return known;
  };
  const file = async (fileId: string): Promise<FileView> => (await as(reader)).get(addressOf(fileId));
  const me = async (login: string) => (await as(login)).get('/api/v1/me');
  const today = async () => shanghaiDate((await me(reader)).now);
  const post = async (login: string, path: string, body: object) => {
    const caller = await as(login);
    const began = performance.now();
    try {
      return await caller.post(path, body);
    } finally {
      tally.acts += 1;
      tally.actSeconds += (performance.now() - began) / 1000;
    }
  };
  return {
    refusals,
    tally,
    as,
    async signIn(logins) {
      const began = performance.now();
      await Promise.all(logins.map(as));
      tally.signInSeconds += (performance.now() - began) / 1000;
    },
    async open(login, type, input) {
      return (await post(login, `/api/v1/${fileTypes[type]?.chart.collection}`, { input })).fileId;
    },
    async act(login, fileId, action, input = {}, occurredOn) {
      await post(login, `${addressOf(fileId)}/actions/${action}`, { ...(occurredOn === undefined ? {} : { occurredOn }), input });
    },
    async refused(login, fileId, action, input, code) {
      const { now: at, name, roles } = await me(login);
      const answer = await post(login, `${addressOf(fileId)}/actions/${action}`, { input }).catch((error: unknown) => error);
      if (!(answer instanceof Refused)) throw answer instanceof Error ? answer : new Error(`${action} by ${login} was accepted, and must be refused with ${code}`);
      if (answer.code !== code) throw answer;
      const { title, earliestOn } = answer;
      refusals.push({ fileId, at, name, role: roles.map((role: { label: { zh: string } }) => role.label.zh).join('、'), action, code, title, earliestOn });
    },
    file,
    reach: (fileId, stage) => eventually(`${fileId} in stage ${stage}`, async () => {
      const found = await file(fileId).catch(missing);
      return found?.stage.id === stage ? found : undefined;
    }),
    effectOf: (fileId, name) => eventually(`effect ${name} of ${fileId}`, async () => {
      const { items } = await (await as(reader)).get(`${addressOf(fileId)}/timeline?limit=200`);
      const effect = items.flatMap((entry: { effects: { name: string; fileId: string }[] }) => entry.effects).find((one: { name: string }) => one.name === name);
      return effect && (await file(effect.fileId).catch(missing)) ? effect.fileId : undefined;
    }),
    today,
    async until(day) {
      if ((await today()) >= day) return;
      const administrator = await as('administrator');
      const began = performance.now();
      const { moments } = await administrator.post('/api/v1/rehearsal/advance', { to: `${day}T10:00:00+08:00` });
      tally.moments += moments;
      tally.clockSeconds += (performance.now() - began) / 1000;
    },
  };
}

function missing(error: unknown): undefined {
  if (error instanceof Refused && error.status === 404) return undefined;
  throw error;
}

/** Asks again until there is an answer. @throws after ten seconds */
function eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  return waitUntil(ask, { timeoutMs: 10_000, everyMs: 15, onTimeout: () => new Error(`still waiting for: ${what}`) });
}
