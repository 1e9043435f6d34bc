import type { Action } from '../../../domain/actions/action.ts';
import type { Chart } from '../../../domain/chart/chart.ts';
import { isCommonAct, outcomesOf, stagesOf } from '../../../domain/chart/common-acts.ts';
import { roles } from '../../../domain/roles.ts';
import type { RuleSet } from '../../../domain/rules/rule.ts';
import { ruleLabel, ruleView } from '../../views/rule-view.ts';

/** The entry of an act in the OpenAPI document: roles, stages, outcomes, guards and the rules that it applies. */
export function describeAction(chart: Chart, action: Action, rules: RuleSet): string {
  if (isCommonAct(action.name)) return describeCommon(action, rules);
  const stages = stagesOf(chart, action.name);
  const leads = stages.flatMap((name) =>
    Object.entries(outcomesOf(chart, name, action.name) ?? {}).map(([outcome, lead]) => `\`${outcome}\`: ${label(chart, name)} → ${label(chart, lead.to ?? name)}`),
  );
  return [
    rolesOf(action),
    ...(stages.some((name) => name !== 'none') ? [`**阶段 · stages**: ${stages.map((name) => label(chart, name)).join(', ')}`] : []),
    `**结果 · outcomes**:\n${leads.map((lead) => `- ${lead}`).join('\n')}`,
    ...basisOf(action, rules),
  ].join('\n\n');
}

/** A common act reads the same on every file type. */
function describeCommon(action: Action, rules: RuleSet): string {
  return [rolesOf(action), '**阶段 · stages**: 未办结的任何阶段,办理后阶段不变 · any stage while the file is open; the stage stays', ...basisOf(action, rules)].join('\n\n');
}

function rolesOf({ roles: able }: Action): string {
  const all = able.length === Object.keys(roles).length;
  return `**岗位 · roles**: ${all ? '全部岗位 · every role' : able.map((role) => `${roles[role].zh} (\`${role}\`)`).join(', ')}`;
}

function basisOf(action: Action, rules: RuleSet): string[] {
  return [
    ...(action.guards.length ? [`**审查 · guards**: ${action.guards.map((guard) => `\`${guard.name}\` (${ruleLabel(rules, guard.rule).zh})`).join(', ')}`] : []),
    ...(action.cites.length ? [`**依据 · rules**:\n${action.cites.map((rule) => `- ${cite(rules, rule)}`).join('\n')}`] : []),
  ];
}

function label(chart: Chart, stage: string): string {
  return `${chart.stages[stage]?.label.zh ?? stage} (\`${stage}\`)`;
}

function cite(rules: RuleSet, id: string): string {
  const rule = ruleView(rules, id);
  if (!rule) return `\`${id}\``;
  const source = rule.source.map(({ title, article }) => (article === '-' ? title : `${title} ${article}`)).join('; ');
  return `\`${id}\` ${rule.label.zh} · ${rule.label.en} (${source})`;
}
