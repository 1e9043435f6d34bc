// An API that only says that it is ready, and what it was told about its surroundings.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  if (request.url === '/readyz') return response.end('ready');
  if (request.url === '/environment') return response.end(JSON.stringify(process.env));
  return response.writeHead(404).end();
});
server.listen(Number(process.env['DUBAN_PORT']), process.env['DUBAN_HOST']);
process.once('SIGTERM', () => {
  console.log('api told to stop');
  process.exit(0);
});
