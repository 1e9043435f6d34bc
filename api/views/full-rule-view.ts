import { z } from 'zod';
import { lapseCodes } from '../../domain/rules/lapse-codes.ts';
import type { Law } from '../../domain/rules/law.ts';
import { pauseGrounds } from '../../domain/rules/pause-grounds.ts';
import { actorLabel, verifications, type Rule } from '../../domain/rules/rule.ts';
import { labelSchema, named, namedSchema } from './label-view.ts';

const source = z.object({ law: z.string(), title: z.string(), version: z.string(), unverified: z.enum(['date', 'text']).optional().describe('未核对之处:施行日期,或者条文 · what of the text was not checked'), article: z.string(), text: z.string() });

/** A version of a rule as the catalogue has it: all that a lawyer would ask of it, for people and for machines. */
export const fullRuleSchema = z
  .object({
    id: z.string(),
    version: z.string(),
    kind: z.enum(['clock', 'accrual', 'threshold', 'bound', 'criterion']),
    topic: namedSchema,
    label: labelSchema,
    verified: z.enum(verifications).describe('verified 已核对原文 · partly 部分核对 · not_verified 未核实 · design 无法定数字,本系统设计'),
    effectiveFrom: z.string(),
    effectiveTo: z.string().nullable(),
    source: z.array(source),
    note: labelSchema.nullable(),
    trigger: namedSchema.nullable(),
    actor: namedSchema.nullable(),
    onLapse: namedSchema.nullable(),
    pausable: z.array(namedSchema.extend({ documentRequired: z.boolean() })),
    extensions: z.array(z.object({ approver: namedSchema, limit: z.number().nullable(), count: z.int(), partial: z.boolean(), amountRequired: z.boolean() })),
    parameters: z.record(z.string(), z.unknown()).describe('单位、数额、顺延等其余内容,依规则种类而异 · unit, limit, roll and the rest, by kind of rule'),
    examples: z.array(z.record(z.string(), z.unknown())).describe('附有答案的算例,均作为测试运行 · worked examples, each run as a test'),
  })
  .meta({ id: 'FullRule' });

export function fullRuleView(rule: Rule, law: Law): z.infer<typeof fullRuleSchema> {
  const { id, version, kind, topic, label, verified, effectiveFrom, effectiveTo, source: sources, note, triggerEvent, actorRole, examples } = rule;
  return {
    id, version, kind, verified, effectiveFrom,
    topic: named(topic, law.topics[topic]),
    label: { ...label },
    effectiveTo: effectiveTo ?? null,
    source: sources.map((one) => ({ ...one })),
    note: note ? { ...note } : null,
    trigger: triggerEvent === undefined ? null : named(triggerEvent, law.triggerEvents[triggerEvent]),
    actor: actorRole === undefined ? null : named(actorRole, actorLabel(actorRole)),
    onLapse: rule.kind === 'clock' ? named(rule.onLapse, lapseCodes[rule.onLapse]) : null,
    pausable: 'pausable' in rule ? rule.pausable.map(({ ground, documentRequired }) => ({ ...named(ground, pauseGrounds[ground]), documentRequired: documentRequired === true })) : [],
    extensions: rule.kind === 'clock' ? rule.extensions.map(({ approver, limit, count, partial, amountRequired }) => ({ approver: named(approver, actorLabel(approver)), limit, count, partial, amountRequired: amountRequired === true })) : [],
    parameters: parametersOf(rule),
    examples: examples.map((example) => ({ ...example })),
  };
}

function parametersOf(rule: Rule): Record<string, unknown> {
  switch (rule.kind) {
    case 'clock': {
      const { unit, limit, limitSetBy, minLimit, maxLimit, lastDay, roll, earliestAction, ladder } = rule;
      return { unit, limit, limitSetBy, minLimit, maxLimit, lastDay, roll, earliestAction, ladder };
    }
    case 'accrual': {
      const { percentPerDay, capPercent } = rule;
      return { percentPerDay, capPercent };
    }
    case 'threshold': {
      const { yuan, sense, limitSetBy } = rule;
      return { yuan, sense, limitSetBy };
    }
    case 'bound': {
      const { value, of, sense, limitSetBy, minLimit, maxLimit } = rule;
      return { value, of, sense, limitSetBy, minLimit, maxLimit };
    }
    case 'criterion': {
      const { sort, blocks, warns, values, profileMaySet } = rule;
      return { sort, blocks, warns, values, profileMaySet };
    }
  }
}
