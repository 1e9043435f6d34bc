import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'node:http';
import { samplePassword } from '../seed/load-sample-authority.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the API answers
  readonly body: any;
}

/** A person at a client of their own: signs in over REST, and sends acts with a fresh key each. */
export class Caller {
  readonly #base: string;
  readonly #token: string;

  private constructor(base: string, token: string) {
    this.#base = base;
    this.#token = token;
  }

  /** @throws when the sign-in is refused */
  static async signIn(base: string, login: string): Promise<Caller> {
    const { status, body } = await call(`${base}/api/v1/sessions`, 'POST', { login, password: samplePassword }, {});
    if (status !== 200 && status !== 201) throw new Error(`${login} could not sign in: ${status} ${JSON.stringify(body)}`);
    return new Caller(base, body.accessToken);
  }

  get(path: string): Promise<Answer> {
    return call(`${this.#base}${path}`, 'GET', undefined, this.#headers());
  }

  /** @throws when the answer is not a yes */
  async post(path: string, body: object): Promise<Answer['body']> {
    const answer = await call(`${this.#base}${path}`, 'POST', body, { ...this.#headers(), 'idempotency-key': randomUUID() });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#token}` };
  }
}

function call(url: string, method: string, body: object | undefined, headers: Record<string, string>): Promise<Answer> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = send(url, { method, agent, headers: { ...headers, ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) }) } }, (response) => {
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
