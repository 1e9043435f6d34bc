import type { SignedIn } from '../../accounts/sessions.ts';
import { fileIdPattern, fileTypeOf } from '../../domain/ids.ts';
import type { RouteDeps } from '../deps.ts';
import { ApiProblem } from '../errors/problem.ts';

/** @throws ApiProblem FILE_NOT_FOUND for what cannot be the id of a file of this type, before anybody else is asked */
export function assertFileId(type: string, fileId: string): void {
  if (!fileIdPattern.test(fileId) || fileTypeOf(fileId) !== type) throw new ApiProblem('FILE_NOT_FOUND');
}

/**
 * Lets a request go on only for a file of this type that the caller may see.
 * @throws ApiProblem FILE_NOT_FOUND alike for what is no id, does not exist, or belongs to others
 */
export async function assertVisible(deps: RouteDeps, caller: SignedIn, type: string, fileId: string): Promise<void> {
  assertFileId(type, fileId);
  const departments = await deps.scope.departmentsOf(caller);
  const { rowCount } = await deps.pool.query({ name: 'api-visible', text: 'SELECT 1 FROM file WHERE id = $1 AND type = $2 AND department_id = ANY ($3)', values: [fileId, type, departments] });
  if (rowCount !== 1) throw new ApiProblem('FILE_NOT_FOUND');
}
