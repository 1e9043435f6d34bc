import { Caller, Refused } from './caller.ts';
import { addDays, compareDates } from './days.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- facts of whatever type of file
export type Facts = any;

/** A file as the API shows it, as far as the stories look. */
export interface FileView {
  readonly id: string;
  readonly stage: { readonly id: string };
  readonly lifecycleId: string;
  readonly sourceFileId: string | null;
  readonly facts: Facts;
}

const collections: Readonly<Record<string, string>> = {
  annualPlan: 'annual-plans', drawTask: 'draw-tasks', inspection: 'inspections', enforcementCase: 'enforcement-cases', creditRecord: 'credit-records', creditRepair: 'credit-repairs',
};

/** Everything that a story asks of the world, over REST, as the proper people. */
export interface StageCrew {
  as(login: string): Promise<Caller>;
  open(login: string, type: string, input: object): Promise<string>;
  /** An act that must be accepted. @throws Refused */
  act(login: string, fileId: string, action: string, input?: object, occurredOn?: string): Promise<void>;
  /** An act that must be refused with this code. */
  refused(login: string, fileId: string, action: string, input: object, code: string): Promise<void>;
  file(fileId: string): Promise<FileView>;
  /** Waits until a file is in a stage; the engine takes some milliseconds to carry an effect over. */
  reach(fileId: string, stage: string): Promise<FileView>;
  /** The file that an act of this file opened or told. */
  effectOf(fileId: string, name: string): Promise<string>;
  /** World time now, as a day in Shanghai. */
  today(): Promise<string>;
  /** Moves the clock to 10:00 in Shanghai on a day, unless it is there already. */
  until(day: string): Promise<void>;
}

/** A file's address. */
export function addressOf(fileId: string): string {
  return `/api/v1/${collections[fileId.slice(0, fileId.indexOf('-'))]}/${fileId}`;
}

export function createStageCrew(api: string): StageCrew {
  const callers = new Map<string, Promise<Caller>>();
  const as = (login: string) => {
    const known = callers.get(login) ?? Caller.signIn(api, login);
    callers.set(login, known);
    return known;
  };
  /** Sees everything of the authority. */
  const reader = 'responsible';
  const file = async (fileId: string): Promise<FileView> => (await as(reader)).get(addressOf(fileId));
  const today = async () => shanghaiDay((await (await as(reader)).get('/api/v1/me')).now);
  return {
    as,
    async open(login, type, input) {
      return (await (await as(login)).post(`/api/v1/${collections[type]}`, { input })).fileId;
    },
    async act(login, fileId, action, input = {}, occurredOn) {
      await (await as(login)).post(`${addressOf(fileId)}/actions/${action}`, { ...(occurredOn === undefined ? {} : { occurredOn }), input });
    },
    async refused(login, fileId, action, input, code) {
      try {
        await (await as(login)).post(`${addressOf(fileId)}/actions/${action}`, { input });
      } catch (error) {
        if (error instanceof Refused && error.code === code) return;
        throw error;
      }
      throw new Error(`${action} by ${login} was accepted, and must be refused with ${code}`);
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
      if (compareDates(await today(), day) >= 0) return;
      await (await as('administrator')).post('/api/v1/rehearsal/advance', { to: `${addDays(day, 0)}T10:00:00+08:00` });
    },
  };
}

export function shanghaiDay(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}

function missing(error: unknown): undefined {
  if (error instanceof Refused && error.status === 404) return undefined;
  throw error;
}

/** Asks again until there is an answer. @throws after ten seconds */
async function eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + 10_000;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`still waiting for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
