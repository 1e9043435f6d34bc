import fp from 'fastify-plugin';
import { ApiProblem } from '../errors/problem.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads bodies: JSON in UTF-8, and nothing else. Bytes of another encoding are refused, not turned into question marks: what is
 * recorded must be what was sent. Keys that could change prototypes are refused.
 */
export const jsonBody = fp(
  async (app) => {
    const parse = app.getDefaultJsonParser('error', 'error');
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
      const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
      if (charset !== undefined && !/^utf-?8$/i.test(charset)) return done(new ApiProblem('MEDIA_TYPE'));
      let text: string;
      try {
        text = utf8.decode(body as Buffer);
      } catch {
        return done(new ApiProblem('BODY_UNREADABLE', { detail: { zh: '正文须为 UTF-8 编码', en: 'The body must be encoded in UTF-8' } }));
      }
      return parse(request, text, done);
    });
  },
  { name: 'json-body', fastify: '5.x' },
);
