import { destination, pino, stdSerializers, type DestinationStream, type Logger } from 'pino';

/** Lines are written together: one system call each is a twentieth of what an act costs. A kill -9 loses the lines of the last half second. */
const gathered = { dest: 1, minLength: 4096, periodicFlush: 500 };

/**
 * The log of the API. It never holds what people sent: no bodies, no query strings, no addresses, no tokens. The paths below
 * are the second line, should a request or a header ever be logged as it is.
 *
 * @param to where the lines go; standard output unless told
 */
export function createLog(level: string, to: DestinationStream = destination(gathered)): Logger {
  return pino({
    level,
    name: 'api',
    redact: {
      paths: ['authorization', 'password', 'refreshToken', 'accessToken', '*.authorization', '*.password', '*.refreshToken', '*.accessToken', 'headers', '*.headers', 'body', '*.body'],
      censor: '[不记录]',
    },
    serializers: {
      req: (request: { readonly id?: unknown; readonly method?: unknown }) => ({ id: request.id, method: request.method }),
      err: (error: Error & { readonly code?: unknown; readonly detail?: unknown }) => {
        // a database's `detail` quotes the row
        const { detail: _, ...kept } = stdSerializers.err(error) as unknown as Record<string, unknown>;
        return { type: kept['type'], message: kept['message'], code: error.code, stack: kept['stack'] };
      },
    },
  }, to);
}
