import type { Action } from '../../../domain/actions/action.ts';
import type { Chart } from '../../../domain/chart/chart.ts';
import { roles } from '../../../domain/roles.ts';
import { ruleLabel, ruleView } from '../../views/rule-view.ts';

/** The entry of an act in the OpenAPI document: roles, stages, outcomes, guards and the rules that it applies. */
export function describeAction(chart: Chart, action: Action): string {
  const stages = Object.entries(chart.stages).filter(([, stage]) => stage.acts[action.name] !== undefined);
  const leads = stages.flatMap(([name, stage]) =>
    Object.entries(stage.acts[action.name] ?? {}).map(([outcome, lead]) => `\`${outcome}\`: ${label(chart, name)} → ${label(chart, lead.to ?? name)}`),
  );
  return [
    `**岗位 · roles**: ${action.roles.map((role) => `${roles[role].zh} (\`${role}\`)`).join(', ')}`,
    ...(stages.some(([name]) => name !== 'none') ? [`**阶段 · stages**: ${stages.map(([name]) => label(chart, name)).join(', ')}`] : []),
    `**结果 · outcomes**:\n${leads.map((lead) => `- ${lead}`).join('\n')}`,
    ...(action.guards.length ? [`**审查 · guards**: ${action.guards.map((guard) => `\`${guard.name}\` (${ruleLabel(guard.rule).zh})`).join(', ')}`] : []),
    ...(action.cites.length ? [`**依据 · rules**:\n${action.cites.map((rule) => `- ${cite(rule)}`).join('\n')}`] : []),
  ].join('\n\n');
}

function label(chart: Chart, stage: string): string {
  return `${chart.stages[stage]?.label.zh ?? stage} (\`${stage}\`)`;
}

function cite(id: string): string {
  const rule = ruleView(id);
  if (!rule) return `\`${id}\``;
  const source = rule.source.map(({ title, article }) => (article === '-' ? title : `${title} ${article}`)).join('; ');
  return `\`${id}\` ${rule.label.zh} · ${rule.label.en} (${source})`;
}
