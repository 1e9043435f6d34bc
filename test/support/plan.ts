import type { JsonObject } from '../../domain/json.ts';

/** A complete line of a plan; change what the test is about. */
export function planItem(overrides: JsonObject = {}): JsonObject {
  return {
    key: 'T01', name: '食品销售监督抽查', matter: '食品销售者经营行为的检查', itemType: 'general', drawType: 'non_directed',
    scope: { category: '食品销售' }, quota: { kind: 'ratio', percent: { A: 1, B: 5, C: 20, D: 50 } }, plannedCount: 4,
    method: 'on_site', from: '2026-01-01', to: '2026-12-31', leadDepartment: '示例市场监督管理局', participatingDepartments: [], ...overrides,
  };
}
