import { createHash } from 'node:crypto';

/** A file's id is also its workflow id: `<type>-<20 hex digits>`; it carries no personal data. */
export const fileIdPattern = /^[a-zA-Z]{3,24}-[0-9a-f]{20}$/;

/**
 * The id of a file opened by another one, derived from what opened it, so that sending an effect twice opens one file.
 * @param type file type of the new file
 * @param source file, sequence and number of the effect
 */
export function derivedFileId(type: string, source: { fileId: string; seq: number; n: number }): string {
  const digest = createHash('sha256').update(`${type}\n${source.fileId}\n${source.seq}\n${source.n}`).digest('hex');
  return `${type}-${digest.slice(0, 20)}`;
}

/** The id of a file opened by a person, derived from the submission, so that the same click opens one file. */
export function openedFileId(type: string, submissionId: string): string {
  return `${type}-${createHash('sha256').update(`${type}\n${submissionId}`).digest('hex').slice(0, 20)}`;
}

/** The id of a file that there is once: for one department and one key, whoever opens it, and however often. */
export function onlyFileId(type: string, departmentId: string, key: string): string {
  return `${type}-${createHash('sha256').update(`${type}\n${departmentId}\n${key}`).digest('hex').slice(0, 20)}`;
}

/** The type that a file id names. */
export function fileTypeOf(fileId: string): string {
  return fileId.slice(0, fileId.indexOf('-'));
}
