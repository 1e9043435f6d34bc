import { z } from 'zod';
import { askCriterion } from '../../criteria/criteria.ts';
import { fileIdPattern, fileTypeOf } from '../../ids.ts';
import type { Registers } from '../../registers.ts';
import type { FileEvent, Guard, Performed } from '../action.ts';
import { text } from '../inspection/facts.ts';
import { linkedWith, type CaseFacts } from './facts.ts';

const type = 'enforcementCase';
const rule = 'clue-reopen';

/** Why, and which clue that was not filed. */
export const reopening = z.strictObject({
  fileId: z.string().regex(fileIdPattern).describe('已不予立案的线索'),
  ground: z.enum(['new_evidence', 'superior_order']).describe('新的证据 / 上级撤销不予立案决定'),
  document: text(200).describe('新的材料或者上级的决定'),
});
type Reopening = z.infer<typeof reopening>;

/** A clue that was not filed stays closed; new evidence, or the order of a superior, opens a new one that says so, once. */
export const canBeReopened: Guard<CaseFacts, { readonly reopens?: Reopening | undefined }> = {
  name: 'canBeReopened',
  rule,
  check: ({ input: { reopens }, registers, occurredOn, rules }) => {
    if (reopens === undefined) return null;
    if (fileTypeOf(reopens.fileId) !== type || registers?.file === null) return { code: 'LINKED_FILE_UNKNOWN', field: '/reopens/fileId', rule };
    // before the act is sent nobody has looked
    if (registers?.file === undefined) return null;
    const { stage, linked } = registers.file;
    if (linked.some(({ as }) => as === 'reopened_by')) return { code: 'REOPENED_ALREADY', field: '/reopens/fileId', rule };
    return askCriterion(rule, { stage, ground: reopens.ground }, occurredOn, rules) === 'refused' ? { code: 'NOT_REOPENABLE', field: '/reopens/fileId', rule } : null;
  },
};

/** The new clue, and what the closed one is told. */
export function asReopened(reopens: Reopening | undefined, facts: CaseFacts, on: string, registers: Registers | undefined): Pick<Performed<CaseFacts>, 'facts' | 'effects'> {
  if (reopens === undefined) return { facts };
  const { fileId, ground, document } = reopens;
  return {
    facts: { ...facts, reopening: { ground, document, firstFoundOn: registers?.file?.foundOn ?? facts.clue.foundOn }, ...linkedWith(facts, { as: 'reopens', fileId, on }) },
    effects: [{ type, fileId, name: 'clueReopened', payload: { ground } }],
  };
}

/** The closed clue keeps who took it up again; it stays closed. */
export const clueReopened: FileEvent<CaseFacts> = {
  name: 'clueReopened',
  label: { zh: '另立线索重新处理', en: 'Taken up again in a new file' },
  perform: ({ facts, source, occurredOn }) => ({ outcome: 'linked', facts: linkedWith(facts, { as: 'reopened_by', fileId: source.fileId, on: occurredOn }) }),
};
