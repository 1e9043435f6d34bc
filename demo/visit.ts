import type { StageCrew } from './stage-crew.ts';

/** How a planned visit begins: a published item, approved, announced, certificates shown. */
export async function visitBody(crew: StageCrew): Promise<object> {
  const today = await crew.today();
  return {
    item: { publishedOn: `${today.slice(0, 4)}-01-01`, where: '行政检查事项清单(本局网站)' },
    onSite: true,
    approverId: 'sample-unit-head',
    approval: { document: '行政检查审批表', approvedOn: today },
    notice: { document: '行政检查通知书', toldFrequency: true, toldRecusalRight: true },
    scan: 'not_deployed',
    certificatesShown: true,
  };
}
