import pg from 'pg';
import { pino } from 'pino';
import { createLawBook } from '../../law/database-law-book.ts';
import { runRedating } from '../../redating/run-redating.ts';

/** A worker that is killed (SIGKILL, by itself) at one point of one page of a run: `node killed-run.ts URL CHANGE POINT PAGE SIZE`. */
const [url, changeId = '', point, page, size] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 2 });
await runRedating(
  {
    pool, lawBook: createLawBook(pool), log: pino({ level: 'silent' }), pageSize: Number(size),
    pause: async (at, number) => {
      if (at === point && number === Number(page)) process.kill(process.pid, 'SIGKILL');
    },
  },
  changeId,
);
await pool.end();
