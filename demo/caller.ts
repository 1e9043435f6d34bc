import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { samplePassword } from '../seed/load-sample-authority.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Somebody else moves the clock, or too many came at once: the same request is sent again, with the same key. */
const askAgain = new Set(['CLOCK_MOVING', 'RATE_LIMITED']);
const patienceMs = 90_000;

export interface Answer {
  readonly status: number;
  /** Seconds, when the API says when to come back. */
  readonly retryAfter: number | null;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the API answers
  readonly body: any;
}

/** A no of the API, with the code of its problem details. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  /** Chinese and English, beside the code. */
  readonly title: string;
  /** First day on which the act is allowed, where it came too early. */
  readonly earliestOn: string | null;
  /** The file that is there already, where an opening met one. */
  readonly fileId: string | null;
  constructor(path: string, { status, body }: Answer) {
    super(`${path}: ${status} ${body?.code ?? ''} ${body?.title ?? ''} ${JSON.stringify(body?.errors ?? body?.rule ?? '')}`);
    this.status = status;
    this.code = body?.code ?? '';
    this.title = body?.title ?? '';
    this.earliestOn = body?.earliestOn ?? null;
    this.fileId = body?.fileId ?? null;
  }
}

/** A person at a client of their own: signs in over REST, and sends acts with a fresh key each. */
export class Caller {
  readonly #base: string;
  readonly #login: string;
  #token = '';
  #expiresAt = 0;

  private constructor(base: string, login: string) {
    this.#base = base;
    this.#login = login;
  }

  /** @throws Refused when the sign-in is refused */
  static async signIn(base: string, login: string): Promise<Caller> {
    const caller = new Caller(base, login);
    await caller.#renew();
    return caller;
  }

  /** @throws Refused when the answer is not a yes */
  async get(path: string): Promise<Answer['body']> {
    return this.#ask(path, 'GET', undefined, {});
  }

  /** @throws Refused when the answer is not a yes */
  async post(path: string, body: object): Promise<Answer['body']> {
    return this.#ask(path, 'POST', body, { 'idempotency-key': randomUUID() });
  }

  async #ask(path: string, method: string, body: object | undefined, headers: Record<string, string>): Promise<Answer['body']> {
    const authorization = { authorization: `Bearer ${await this.#current()}` };
    return told(path, () => call(`${this.#base}${path}`, method, body, { ...authorization, ...headers }));
  }

  async #current(): Promise<string> {
    if (Date.now() > this.#expiresAt - 60_000) await this.#renew();
    return this.#token;
  }

  async #renew(): Promise<void> {
    const body = await told(`sign-in of ${this.#login}`, () => call(`${this.#base}/api/v1/sessions`, 'POST', { login: this.#login, password: samplePassword }, {}));
    this.#token = body.accessToken;
    this.#expiresAt = Date.parse(body.accessTokenExpiresAt);
  }
}

async function told(what: string, ask: () => Promise<Answer>): Promise<Answer['body']> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer.status < 300) return answer.body;
    if (!askAgain.has(answer.body?.code) || Date.now() > until) throw new Refused(what, answer);
    await sleep((answer.retryAfter ?? 1) * 1000);
  }
}

function call(url: string, method: string, body: object | undefined, headers: Record<string, string>): Promise<Answer> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const content = payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) };
  return new Promise((resolve, reject) => {
    const asked = send(url, { method, agent, headers: { ...headers, ...content } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const retryAfter = Number(response.headers['retry-after'] ?? NaN);
        resolve({ status: response.statusCode ?? 0, retryAfter: Number.isFinite(retryAfter) ? retryAfter : null, body: text === '' ? null : JSON.parse(text) });
      });
    });
    asked.on('error', reject);
    asked.end(payload);
  });
}
