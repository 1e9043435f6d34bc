import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

/**
 * Bundles the workflows once; every worker of the process shares the result.
 * The workflow modules are loaded once for all files and frozen, instead of once a file: they hold charts and functions, no state
 * of their own. That is more than half of the heap of an idle cached file (`npm run bench`).
 */
export function bundleWorkflows(): Promise<WorkflowBundleWithSourceMap> {
  const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
  return bundleWorkflowCode({ workflowsPath, preloadModules: [workflowsPath] });
}
