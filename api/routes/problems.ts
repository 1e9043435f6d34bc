import { problemSchema } from '../errors/problem.ts';

const words: Readonly<Record<number, string>> = {
  400: '参数或请求头有误 · a parameter or header is wrong',
  401: '未登录或会话已结束 · not signed in',
  403: '无权办理 · not for your role',
  404: '未找到 · not found',
  409: '与当前状态冲突 · conflicts with the present state',
  412: '案卷已变 · the file has changed',
  422: '内容不符合要求 · the content does not meet the requirements',
  429: '过于频繁 · too many requests',
  503: '暂不可用或结果未知 · not available, or the outcome is not known yet',
};

/** The noes that an operation is known to give, for the OpenAPI document. */
export function problems(...statuses: readonly number[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, { description: words[status] ?? '错误 · error', content: { 'application/problem+json': { schema: problemSchema } } }]),
  );
}
