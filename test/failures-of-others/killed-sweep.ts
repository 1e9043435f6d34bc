import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { pino } from 'pino';
import { sweep } from '../../scans/sweep/sweep.ts';

/** A sweep in a process of its own that stops at its third suspect and waits to be killed. */
const { DATABASE_URL: connectionString, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = process.env;
const pool = new pg.Pool({ connectionString, max: 4 });
const client = new Client({ connection: await Connection.connect({ address: address ?? '' }), namespace: namespace ?? '' });
let suspects = 0;
await sweep({
  pool, client, log: pino({ level: 'silent' }), graceSeconds: 0, leaseSeconds: 5,
  pause: async (point) => {
    if (point !== 'suspect') return;
    suspects += 1;
    if (suspects < 3) return;
    if (suspects === 3) process.send?.('half-way');
    await new Promise(() => setInterval(() => undefined, 1000));
  },
});
