// A worker that only asks the engine for work and stops when told: the set-up is tested with it, not the work.
import { Connection } from '@temporalio/client';

if (process.env['STAND_IN_FAILS'] === 'worker') throw new Error('this worker cannot work');

const connection = await Connection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '' });
process.once('SIGTERM', () => {
  console.log('worker told to stop');
  process.exit(0);
});
for (;;) {
  await connection
    .withDeadline(Date.now() + 70_000, () =>
      connection.workflowService.pollWorkflowTaskQueue({ namespace: process.env['TEMPORAL_NAMESPACE'] ?? '', taskQueue: { name: 'duban' }, identity: `stand-in ${process.pid}` }))
    .catch((error: unknown) => console.log(String(error)));
}
