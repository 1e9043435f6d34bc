import { criterion } from './criterion.ts';

/** 公示: what stands behind the criteria of law/rules/publication.yaml. */
export const publicationCriteria = {
  'publish-scope': criterion((given: { penaltyKinds: readonly string[]; procedure: string }, values: { unpublishedKinds: readonly string[]; unpublishedProcedures: readonly string[] }) => {
    if (values.unpublishedProcedures.includes(given.procedure)) return 'simple_procedure';
    // kinds that nobody has told yet put nothing outside the scope
    const isWarningOnly = given.penaltyKinds.length > 0 && given.penaltyKinds.every((kind) => values.unpublishedKinds.includes(kind));
    return isWarningOnly ? 'warning_only' : 'allowed';
  }),

  /** Answers with the first thing that is missing. `fines`, `restricts`: a sum, or the end of a restriction, is part of the penalty. */
  'publish-content': criterion((given: { told: readonly string[]; fines?: boolean; restricts?: boolean; textAsServed?: boolean }, values: { required: readonly string[] }) => {
    const needed = [...values.required, ...(given.fines ? ['fineYuan'] : []), ...(given.restricts ? ['restrictionEndsOn'] : [])];
    const missing = needed.find((field) => !given.told.includes(field));
    return missing ?? (given.textAsServed === false ? 'textAsServed' : 'allowed');
  }),

  /** `contains`: what the text holds that may not be shown; `masked`: what of it was masked. */
  'publish-redaction': criterion((given: { reviewed: boolean; publishable?: boolean; contains?: readonly string[]; masked?: readonly string[] }, values: { mustBeMasked: readonly string[] }) => {
    if (!given.reviewed) return 'review_first';
    if (!given.publishable) return 'never';
    const shown = (given.contains ?? []).filter((content) => values.mustBeMasked.includes(content) && !given.masked?.includes(content));
    return shown.length > 0 ? 'not_masked' : 'allowed';
  }),

  /** Each penalty of the decision has its class, and the record has the longest of them; a warning adds nothing to what stands beside it. */
  'publicity-class': criterion((given: { penaltyKinds: readonly string[]; discretionTier: string; fineIsLow?: boolean; domain: string; seriousList: boolean }, values: PublicityClasses) => {
    const classes = given.penaltyKinds.map((kind): string => {
      if (values.unpublishedKinds.includes(kind)) return 'not_published';
      if (values.minorKinds.includes(kind)) return 'minor';
      if (kind === 'fine' && given.fineIsLow && values.lowFineTiers.includes(given.discretionTier)) return 'minor';
      if (values.gravestKinds.includes(kind)) return 'serious_c';
      if (values.restrictingKinds.includes(kind)) return 'serious_b';
      return values.keyDomains.includes(given.domain) ? 'serious_a' : 'general';
    });
    if (given.seriousList) classes.push('serious_d');
    const order = values.fromShortest;
    return classes.reduce((longest, next) => (order.indexOf(next) > order.indexOf(longest) ? next : longest), 'not_published');
  }),

  /** What is not told is not judged yet: an application knows of the performance, the verification also of the rest. */
  'publicity-early-stop': criterion((given: EarlyStop, values: { excludedClasses: readonly string[]; waitForRestriction: readonly string[]; offLists: boolean }) => {
    if (values.excludedClasses.includes(given.recordClass)) return 'excluded';
    if (given.restrictionRuns && values.waitForRestriction.includes(given.recordClass)) return 'restriction_runs';
    if (given.obligationsPerformed === false) return 'not_performed';
    if (given.corrected === false) return 'not_corrected';
    if (values.offLists && given.onList) return 'on_list';
    return given.noSameKindPenalty === false ? 'same_kind_penalty' : 'allowed';
  }),

  /** A published record sets a floor to the party's credit-risk class; it never makes it better. */
  'credit-class-floor': criterion((given: { recordClass: string; before?: string }, values: { floors: Readonly<Record<string, string>>; fromBest: readonly string[] }) => {
    const floor = values.floors[given.recordClass] ?? '';
    return given.before !== undefined && values.fromBest.indexOf(given.before) > values.fromBest.indexOf(floor) ? given.before : floor;
  }),
};

interface PublicityClasses {
  readonly unpublishedKinds: readonly string[];
  readonly minorKinds: readonly string[];
  readonly lowFineTiers: readonly string[];
  readonly keyDomains: readonly string[];
  readonly restrictingKinds: readonly string[];
  readonly gravestKinds: readonly string[];
  /** From the shortest publicity to the longest and strictest. */
  readonly fromShortest: readonly string[];
}

interface EarlyStop {
  readonly recordClass: string;
  readonly restrictionRuns?: boolean;
  readonly obligationsPerformed?: boolean;
  readonly corrected?: boolean;
  readonly noSameKindPenalty?: boolean;
  /** On the abnormal or the serious-violation list; asked for by the older rules only. */
  readonly onList?: boolean;
}
