import { z } from 'zod';
import type { RuleSet } from '../../domain/rules/rule.ts';
import { ruleView } from './rule-view.ts';

/** The rule behind a refusal, with the articles that ask for what is missing. Without a name of its own: a problem is told by every operation. */
export const askedBySchema = () =>
  z
    .object({ label: z.object({ zh: z.string(), en: z.string() }), source: z.array(z.object({ law: z.string(), title: z.string(), article: z.string(), text: z.string() })) })
    .describe('所依据的规则及其条文 · the rule that asks for it, with its articles');

export type AskedBy = z.infer<ReturnType<typeof askedBySchema>>;

/** Undefined where no rule is named, or the catalogue does not hold it. */
export function askedByView(rules: RuleSet, rule: string | undefined): AskedBy | undefined {
  const view = rule === undefined ? null : ruleView(rules, rule);
  return view ? { label: view.label, source: view.source.map(({ law, title, article, text }) => ({ law, title, article, text })) } : undefined;
}
