import fp from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether the process was told to stop: it answers what is under way and takes nothing else. */
    isClosing(): boolean;
  }
}

/** Answers given while closing end their connection: kept open, it would hold the process until the caller lets go. */
export const closing = fp(
  async (app) => {
    let isClosing = false;
    app.decorate('isClosing', () => isClosing);
    app.addHook('preClose', async () => {
      isClosing = true;
    });
    app.addHook('onSend', async (_request, reply) => {
      if (isClosing) reply.header('connection', 'close');
    });
  },
  { name: 'closing', fastify: '5.x' },
);
