import { fileTypes } from '../../domain/files/file-types.ts';
import type { Refusal } from '../../domain/errors.ts';
import type { Random } from '../random.ts';
import type { Intent } from './acts.ts';
import type { Heard } from './click.ts';
import { password, type Person } from './people.ts';

/** A client gives a request up after between two and eight seconds and asks again, while the first may still be under way. */
const patienceMs = (random: Random) => 2_000 + random.below(6_000);

interface Body {
  readonly operationId?: string;
  readonly fileId?: string;
  readonly outcome?: string;
  readonly seq?: number;
  readonly stage?: { readonly id: string };
  readonly code?: string;
  readonly field?: string;
  readonly rule?: string;
  readonly reason?: string;
  readonly state?: 'accepted' | 'refused' | 'unknown';
  readonly accepted?: Body;
  readonly refused?: Body;
  readonly accessToken?: string;
}

/** People at their clients: sign in, act, ask what became of a click, over HTTP and nothing else. */
export interface HttpCaller {
  act(intent: Intent, key: string): Promise<Heard>;
  /** `GET /api/v1/operations/{id}` */
  ask(person: Person, operationId: string): Promise<Heard>;
}

/** @param urls the API processes that live now; each request goes to one of them by chance */
export function createHttpCaller(urls: () => readonly string[], random: Random): HttpCaller {
  const tokens = new Map<string, string>();

  const request = async (person: Person | null, method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<{ status: number; body: Body }> => {
    const url = random.pick(urls());
    const token = person === null ? {} : { authorization: `Bearer ${tokens.get(person.id) ?? (await signIn(person))}` };
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...token, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs(random)),
    });
    if (response.status === 401 && person !== null) tokens.delete(person.id);
    return { status: response.status, body: (await response.json()) as Body };
  };
  const signIn = async (person: Person): Promise<string> => {
    const { status, body } = await request(null, 'POST', '/api/v1/sessions', {}, { login: person.id, password });
    if (status !== 201 || body.accessToken === undefined) throw new Error(`sign-in: ${status} ${body.code}`);
    tokens.set(person.id, body.accessToken);
    return body.accessToken;
  };
  const hear = async (asked: Promise<{ status: number; body: Body }>, read: (status: number, body: Body) => Heard): Promise<Heard> => {
    try {
      const { status, body } = await asked;
      return read(status, body);
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
      return { kind: 'nothing', why: `${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}${cause}` };
    }
  };
  return {
    act({ person, fileId, type, action, body, occurredOn, ifMatch }, key) {
      const collection = `/api/v1/${fileTypes[type]?.chart.collection}`;
      const headers = { 'idempotency-key': key, ...(ifMatch === null ? {} : { 'if-match': `"${ifMatch}"` }) };
      const path = fileId === null ? collection : `${collection}/${fileId}/actions/${action}`;
      return hear(request(person, 'POST', path, headers, { ...(occurredOn === null ? {} : { occurredOn }), input: body }), (status, answer) => told(status, answer, fileId));
    },
    ask: (person, operationId) =>
      hear(request(person, 'GET', `/api/v1/operations/${operationId}`, {}), (status, { state, accepted, refused, fileId = '' }) => {
        if (state === 'accepted' && accepted) return told(200, accepted, fileId);
        if (state === 'refused' && refused) return told(409, { ...refused, operationId }, fileId);
        return state === 'unknown' ? { kind: 'unknown', operationId, fileId } : { kind: 'nothing', why: `operation: ${status}` };
      }),
  };
}

/** A no is an answer for ever only when it names its operation: then it is stored. */
function told(status: number, body: Body, fileIdAsked: string | null): Heard {
  const { operationId, fileId = fileIdAsked ?? '', code } = body;
  if (status < 300 && operationId !== undefined) return { kind: 'accepted', operationId, fileId, outcome: body.outcome ?? '', seq: body.seq ?? 0, stage: body.stage?.id ?? '' };
  if (code === 'KEY_REUSED') return { kind: 'keyReused' };
  if (code === 'CLOCK_MOVING') return { kind: 'clockMoving' };
  if (code === 'OUTCOME_UNKNOWN' && operationId !== undefined) return { kind: 'unknown', operationId, fileId };
  if (status < 500 && operationId !== undefined && code !== undefined) return { kind: 'refused', operationId, fileId: fileIdAsked ?? '', refusal: { code: code as Refusal['code'] } };
  return { kind: 'nothing', why: `${status} ${code}` };
}
