// A Temporal behind TLS that asks for an API key, as hosted ones do: a proxy in front of a plain one.
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createSecureServer, type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const certificates = join(import.meta.dirname, 'certificates');
/** The authority that signed the server's certificate; made for these tests, and its own key thrown away. */
export const authorityFile = join(certificates, 'authority.pem');

const UNAUTHENTICATED = '16';

export interface GuardedTemporal {
  address: string;
  /** Methods that were called with the key. */
  letIn: Set<string>;
  close(): Promise<void>;
}

/** Lets in whoever brings the key and names the namespace in the headers of every call. */
export async function guardTemporal(temporalAddress: string, { apiKey, namespace }: { apiKey: string; namespace: string }): Promise<GuardedTemporal> {
  const upstream = connect(`http://${temporalAddress}`);
  upstream.on('error', () => undefined);
  const letIn = new Set<string>();
  const sessions = new Set<ServerHttp2Session>();
  const server = createSecureServer({ key: readFileSync(join(certificates, 'server-key.pem')), cert: readFileSync(join(certificates, 'server.pem')) });
  server.on('session', (session) => sessions.add(session.on('close', () => sessions.delete(session))));
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    if (headers.authorization !== `Bearer ${apiKey}` || headers['temporal-namespace'] !== namespace) {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': UNAUTHENTICATED, 'grpc-message': 'no key' }, { endStream: true });
      return;
    }
    letIn.add(headers[':path']?.split('/').at(-1) ?? '');
    pass(stream, headers);
  });

  function pass(stream: ServerHttp2Stream, { authorization: _key, ...headers }: IncomingHttpHeaders): void {
    const answer = upstream.request({ ...headers, ':scheme': 'http', ':authority': temporalAddress });
    let trailers: IncomingHttpHeaders = {};
    answer.on('trailers', (given) => {
      trailers = given;
    });
    answer.on('response', (given) => {
      stream.respond(given, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers(trailers));
      answer.pipe(stream);
    });
    answer.on('error', () => stream.close());
    stream.on('close', () => answer.close());
    stream.pipe(answer);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `localhost:${(server.address() as AddressInfo).port}`,
    letIn,
    async close() {
      for (const session of sessions) session.destroy();
      upstream.destroy();
      server.close();
    },
  };
}
