import { expect } from 'vitest';
import { idOf, newKey, type TestApi } from './test-api.ts';

/** Opens an inspection over REST that is to be done by a day, and returns its id. */
export async function openInspectionDueBy(api: TestApi, plannedEnd: string): Promise<string> {
  const input = { target: { name: '示例食品有限公司', uscc: '91350100M000100Y43' }, matter: '检查', officerIds: [idOf('inspector'), idOf('inspector2')], plannedEnd };
  const opened = await api.as('coordinator', { method: 'POST', url: '/api/v1/inspections', headers: newKey(), payload: { input } });
  expect(opened.statusCode, opened.body).toBe(201);
  return opened.json().fileId;
}
