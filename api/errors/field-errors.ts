import { z } from 'zod';
import type { FieldError } from './problem.ts';

const zh = z.locales.zhCN().localeError;
/** Enough to correct a form; a body of a thousand mistakes is not answered in a thousand lines. */
const most = 20;

/** What zod found, in both languages, each with a JSON pointer (RFC 6901). An unknown field is pointed at itself. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const found: FieldError[] = [];
  for (const issue of issues) {
    if (found.length >= most) break;
    const message = { zh: inChinese(issue), en: issue.message.slice(0, 300) };
    if (issue.code !== 'unrecognized_keys') found.push({ field: pointer(issue.path), message });
    else for (const key of issue.keys.slice(0, most - found.length)) {
      found.push({ field: pointer([...issue.path, key]), message: { zh: '未知字段', en: 'Unknown field' } });
    }
  }
  return found;
}

/** The JSON pointer of a path. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Our own messages (`中文 / English`) say it already; zod's are told again in Chinese. */
function inChinese(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message.slice(0, 300);
  const told = zh(issue as Parameters<typeof zh>[0]);
  return (typeof told === 'string' ? told : (told?.message ?? issue.message)).replace(/,实际接收 undefined|，实际接收 undefined/, '').slice(0, 300);
}
