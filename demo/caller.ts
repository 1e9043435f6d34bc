import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'node:http';
import { samplePassword } from '../seed/load-sample-authority.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the API answers
  readonly body: any;
}

/** A no of the API, with the code of its problem details. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(path: string, { status, body }: Answer) {
    super(`${path}: ${status} ${body?.code ?? ''} ${body?.title ?? ''} ${JSON.stringify(body?.errors ?? body?.rule ?? '')}`);
    this.status = status;
    this.code = body?.code ?? '';
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
    return this.#told(path, await call(`${this.#base}${path}`, 'GET', undefined, await this.#headers()));
  }

  /** @throws Refused when the answer is not a yes */
  async post(path: string, body: object): Promise<Answer['body']> {
    return this.#told(path, await call(`${this.#base}${path}`, 'POST', body, { ...(await this.#headers()), 'idempotency-key': randomUUID() }));
  }

  #told(path: string, answer: Answer): Answer['body'] {
    if (answer.status >= 300) throw new Refused(path, answer);
    return answer.body;
  }

  async #headers(): Promise<Record<string, string>> {
    if (Date.now() > this.#expiresAt - 60_000) await this.#renew();
    return { authorization: `Bearer ${this.#token}` };
  }

  async #renew(): Promise<void> {
    const answer = await call(`${this.#base}/api/v1/sessions`, 'POST', { login: this.#login, password: samplePassword }, {});
    if (answer.status >= 300) throw new Refused(`sign-in of ${this.#login}`, answer);
    this.#token = answer.body.accessToken;
    this.#expiresAt = Date.parse(answer.body.accessTokenExpiresAt);
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
        resolve({ status: response.statusCode ?? 0, body: text === '' ? null : JSON.parse(text) });
      });
    });
    asked.on('error', reject);
    asked.end(payload);
  });
}
