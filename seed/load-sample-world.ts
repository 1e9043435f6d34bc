import pg from 'pg';
import { sayOnTerminal } from '../servers/say.ts';
import { importRealData } from './import-real-data.ts';
import { ensureSampleRehearsal, loadSampleAuthority, sampleLogins, type SampleLogin } from './load-sample-authority.ts';
import { sayImported } from './tell-import.ts';

/**
 * Called at every `npm start` on the embedded database: makes a new world a rehearsal and loads what is missing of the sample: the
 * authority, the public data, the register of objects.
 * A world that somebody made their own (people or files, and no rehearsal) is left alone, and no logins are told.
 */
export async function loadSampleWorld(options: { ownerUrl: string }): Promise<{ logins: SampleLogin[] }> {
  const owner = new pg.Client({ connectionString: options.ownerUrl, application_name: 'duban seed', connectionTimeoutMillis: 10_000 });
  // the query under way rejects with the same error; without a listener it would end the process instead
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    if (!(await ensureSampleRehearsal(owner))) return { logins: [] };
    await loadSampleAuthority(owner);
    sayImported(await importRealData(owner, { withSampleTargets: true }), sayOnTerminal);
    return { logins: [...sampleLogins] };
  } finally {
    await owner.end();
  }
}
