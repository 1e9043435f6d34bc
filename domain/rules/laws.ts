import type { LocalDate } from '../time/local-date.ts';
import type { Source } from './rule.ts';

interface Law {
  readonly law: string;
  readonly title: string;
  readonly version: LocalDate;
}

const law = (key: string, title: string, version: LocalDate): Law => ({ law: key, title, version });

/** The texts in the wording that the rules are taken from; `version` is the day from which this wording is in force. A new wording is a new line. */
export const APL = law('APL', '行政处罚法(2021年修订)', '2021-07-15');
export const AEL = law('AEL', '行政强制法', '2012-01-01');
export const ARL = law('ARL', '行政复议法(2023年修订)', '2024-01-01');
export const ALL = law('ALL', '行政诉讼法(2017年修正)', '2017-07-01');
export const ALL_J = law('ALL-J', '最高人民法院关于适用行政诉讼法的解释(法释〔2018〕1号)', '2018-02-08');
export const PPR = law('PPR', '市场监督管理行政处罚程序规定(总局令第2号,第42号、第61号修正)', '2022-09-29');
export const HRM = law('HRM', '市场监督管理行政处罚听证办法(总局令第3号,第42号修正)', '2021-07-15');
export const PIP = law('PIP', '市场监督管理行政处罚信息公示规定(总局令第45号,第101号、第108号修正)', '2025-12-25');
export const CRM = law('CRM', '市场监督管理信用修复管理办法(总局令第107号)', '2025-12-25');
export const ABL = law('ABL', '企业经营异常名录管理办法(总局令第68号,第101号、第108号修正)', '2025-12-25');
export const SCM = law('SCM', '企业公示信息抽查办法(总局令第67号,第101号修正)', '2025-03-18');
export const FSI = law('FSI', '食品生产经营监督检查管理办法(总局令第49号)', '2022-03-15');
export const SEI = law('SEI', '特种设备安全监督检查办法(总局令第57号)', '2022-07-01');
export const PQS = law('PQS', '产品质量监督抽查管理暂行办法(总局令第18号)', '2020-01-01');
export const CTR = law('CTR', '行政执法机关移送涉嫌犯罪案件的规定(2020年修订)', '2020-08-07');
export const THREE_SYSTEMS = law('3S', '关于全面推行行政执法三项制度的指导意见(国办发〔2018〕118号)', '2018-12-05');
export const ZHONGSHAN_PLAN = law('S004', '中山市“双随机、一公开”监管工作文件(地方)', '2020-07-27');
/** No text gives a number: the number is a choice of the product, and a profile may set another. */
export const DESIGN = law('DESIGN', '本系统设计', '2026-01-01');

/** One place of a text; `text` says in our own words what it rules. */
export function cite(from: Law, article: string, text: string): Source {
  return { ...from, article, text };
}
