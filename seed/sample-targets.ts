import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreditRiskClass } from '../domain/registers.ts';
import { sampleBrand, sampleUscc } from './sample-codes.ts';

export interface SampleTarget {
  readonly uscc: string;
  readonly name: string;
  readonly departmentId: string;
  readonly category: string;
  readonly industry: string;
  readonly creditRiskClass: CreditRiskClass;
  readonly address: string;
}

/** A category of objects, and the published matters and plan tasks that it is inspected for. */
export interface TargetCategory {
  readonly category: string;
  readonly industry: string;
  readonly count: number;
  readonly register: '91' | '92';
  readonly name: (brand: string) => string;
  readonly inspectedFor: readonly string[];
}

export const targetCategories: readonly TargetCategory[] = [
  { category: '食品销售者', industry: '食品零售', count: 12, register: '92', name: (brand) => `栖湖区${brand}食品店`, inspectedFor: ['T071'] },
  { category: '餐饮服务提供者', industry: '餐饮业', count: 10, register: '92', name: (brand) => `栖湖区${brand}餐馆`, inspectedFor: ['T071'] },
  { category: '保健食品经营者', industry: '食品零售', count: 6, register: '91', name: (brand) => `澄原${brand}健康食品有限公司`, inspectedFor: ['T006'] },
  { category: '特种设备使用单位', industry: '物业管理', count: 8, register: '91', name: (brand) => `澄原${brand}物业服务有限公司`, inspectedFor: ['T001', 'T003'] },
  { category: '机动车排放检验单位', industry: '检验检测', count: 4, register: '91', name: (brand) => `澄原${brand}机动车检测有限公司`, inspectedFor: ['T053'] },
  { category: '各类宾馆、旅店', industry: '住宿业', count: 8, register: '91', name: (brand) => `澄原${brand}宾馆有限公司`, inspectedFor: ['T046', 'T048', 'T049', 'T050', 'T051', 'J006'] },
  { category: '互联网上网服务营业场所', industry: '互联网接入', count: 4, register: '91', name: (brand) => `澄原${brand}网吧有限公司`, inspectedFor: ['M009', 'M015', 'M018'] },
  { category: '电子商务经营者', industry: '互联网零售', count: 8, register: '91', name: (brand) => `澄原${brand}电子商务有限公司`, inspectedFor: ['T007', 'M001'] },
];

/** Ten to a round: four of low risk, three, two, one of high risk. */
const riskOrder: readonly CreditRiskClass[] = ['A', 'B', 'A', 'C', 'B', 'A', 'D', 'B', 'A', 'C'];
const streets = ['澄湖路', '望桥街', '栖云巷', '临汀路', '禾麓大道', '北苑街'];

/** The register of the sample authority (检查对象名录库): 60 invented parties, the same at every call. */
export function sampleTargets(departmentId: string): SampleTarget[] {
  const categories = targetCategories.flatMap((category) => Array.from({ length: category.count }, () => category));
  return categories.map(({ category, industry, register, name }, n) => ({
    uscc: sampleUscc(register, `DBAN${String(n + 1).padStart(4, '0')}`),
    name: name(sampleBrand(n)),
    departmentId,
    category,
    industry,
    creditRiskClass: riskOrder[n % riskOrder.length] ?? 'A',
    address: `澄原市栖湖区${streets[n % streets.length] ?? ''}${7 + 3 * n}号`,
  }));
}

/** The text of data/sample_targets.csv. */
export function sampleTargetsCsv(departmentId: string): string {
  const rows = sampleTargets(departmentId).map((target) => [target.uscc, target.name, target.departmentId, target.category, target.industry, target.creditRiskClass, target.address]);
  return [['uscc', 'name', 'department_id', 'category', 'industry', 'credit_risk_class', 'address'], ...rows].map((cells) => `${cells.join()}\n`).join('');
}

// `node seed/sample-targets.ts` writes the file again after a change here.
if (import.meta.main) writeFileSync(join(import.meta.dirname, '..', 'data', 'sample_targets.csv'), sampleTargetsCsv('sample-bureau'));
