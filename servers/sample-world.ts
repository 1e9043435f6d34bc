import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** An account of the sample authority, printed at the start so that a newcomer can sign in. */
export interface SampleLogin {
  user: string;
  password: string;
  /** What the person does there, e.g. `检查人员 inspector`. */
  role: string;
}

/** What the sample's own module exports. */
export interface SampleModule {
  /** Loads what is missing of the sample, and tells the logins. Called at every start on an embedded database: must be safe to repeat. */
  loadSampleWorld(options: { ownerUrl: string }): Promise<{ logins: SampleLogin[] }>;
}

/** Loads the sample authority into an embedded database. No logins where the checkout brings no sample. */
export async function loadSample(root: string, ownerUrl: string): Promise<SampleLogin[]> {
  const file = join(root, 'seed', 'load-sample-world.ts');
  if (!existsSync(file)) return [];
  const sample = (await import(pathToFileURL(file).href)) as SampleModule;
  return (await sample.loadSampleWorld({ ownerUrl })).logins;
}
