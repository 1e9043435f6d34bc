import type { Label } from '../domain/label.ts';

/** A part of the work that the product does not have yet, and the rules that wait for it: by id, or by how the id begins (`…*`). */
export interface WaitingFor {
  readonly branch: Label;
  readonly rules: readonly string[];
}

export const waitingRules: readonly WaitingFor[] = [
  { branch: { zh: '投诉、举报', en: 'Complaints and reports' }, rules: ['complaint-*', 'mediation-*', 'report-feedback*', 'false-info-report-verify'] },
  { branch: { zh: '管辖争议、协查', en: 'Jurisdiction and assistance' }, rules: ['jurisdiction-*', 'assist-reply'] },
  { branch: { zh: '移送其他部门、移送司法机关', en: 'Transfer to another department or to the police' }, rules: ['transfer-other-agency', 'crime-*'] },
  { branch: { zh: '行政复议、行政诉讼', en: 'Reconsideration and suits' }, rules: ['reconsider-*', 'sue-*', 'litigation-*', 'remedy-effects', 'no-stay'] },
  { branch: { zh: '人民法院审查强制执行申请的各步', en: 'The steps of the court on an application to enforce' }, rules: ['court-accept-*', 'court-rule-*', 'seized-goods-offset', 'enforcement-hours'] },
  { branch: { zh: '延期、分期缴纳', en: 'Deferral and instalments' }, rules: ['defer-or-instal'] },
  { branch: { zh: '简易程序', en: 'The simple procedure' }, rules: ['simple-*', 'onsite-fine-*'] },
  { branch: { zh: '经营异常名录', en: 'The abnormal list' }, rules: ['abn-*', 'inspection-unreachable-*', 'repair-decide-abnormal*'] },
  { branch: { zh: '严重违法失信名单的公示、移出', en: 'Publishing the serious-violation list, and leaving it' }, rules: ['svl-*', 'repair-serious-list-min'] },
  { branch: { zh: '外省登记的当事人:推送和接收', en: 'Parties registered in another province: pushing and receiving' }, rules: ['publish-penalty-push', 'publish-penalty-receive', 'repair-cross-province'] },
  { branch: { zh: '“信用中国”渠道', en: 'The channel of Credit China' }, rules: ['cc-*'] },
  { branch: { zh: '修复的其他情形:重整、注销、其他部门的决定、弄虚作假的公示', en: 'Other cases of repair: reorganisation, deregistration, other departments, publicity after fraud' }, rules: ['repair-*'] },
  { branch: { zh: '企业自行公示、抽查结果的公示期', en: 'What an enterprise publishes itself; how long a spot-check result is shown' }, rules: ['enterprise-self-publish', 'publicity-spot-check-stop', 'inspection-noncooperation-publish'] },
  { branch: { zh: '产品质量抽检、食品和特种设备的专门事项', en: 'Product sampling, food and special equipment' }, rules: ['product-*', 'food-*', 'special-equipment-*'] },
  { branch: { zh: '约谈', en: 'Interviews' }, rules: ['interview'] },
  { branch: { zh: '听证中止', en: 'Adjourning a hearing' }, rules: ['hearing-adjourn'] },
  { branch: { zh: '措施未获批准、无主财物', en: 'A measure that was not approved; goods without an owner' }, rules: ['evidence-preserve-approve-refused', 'coercive-approve-refused', 'goods-unclaimed'] },
  { branch: { zh: '当事人确认的送达地址', en: 'The address that the party confirmed' }, rules: ['service-confirmed-address'] },
  { branch: { zh: '层级监督、司法行政监督、责任追究', en: 'Supervision from above and by the justice office; accountability' }, rules: ['supervise-*', 'judicial-supervision', 'accountability-faults', 'review-staff-ratio'] },
  { branch: { zh: '地方事项', en: 'What places decide' }, rules: ['place-*'] },
  { branch: { zh: '全国抽查的最低要求、按信用风险分类定比例的各地例子', en: 'Least spot checks of the country; what places draw by credit risk' }, rules: ['info-spot-check-*', 'credit-risk-class', 'draw-ratio-*'] },
  { branch: { zh: '登记部门的赋码', en: 'Codes given by the registration office' }, rules: ['uscc-for-life'] },
  { branch: { zh: '不等待:说明本目录各条的“日”如何理解,由测试逐条核对', en: 'Waits for nothing: how “days” are read in the rows of this catalogue, which a test checks row by row' }, rules: ['apl-short-days-are-working', 'ael-ten-days-are-working', 'arl-short-days-are-working', 'ctr-days-are-calendar'] },
];

/** The ids grouped by what they wait for; an id belongs to the first group that names it, and to `rest` where none does. */
export function groupWaiting(ids: readonly string[]): { readonly groups: readonly { readonly branch: Label; readonly ids: readonly string[] }[]; readonly rest: readonly string[] } {
  const names = (pattern: string, id: string) => (pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern);
  const groupOf = (id: string) => waitingRules.find(({ rules }) => rules.some((pattern) => names(pattern, id)));
  const groups = waitingRules.map((group) => ({ branch: group.branch, ids: ids.filter((id) => groupOf(id) === group) })).filter((group) => group.ids.length > 0);
  return { groups, rest: ids.filter((id) => groupOf(id) === undefined) };
}
