import { z } from 'zod';
import { explainRow } from '../../../domain/deadlines/explain-row.ts';
import { fileDefinition } from '../../../domain/files/file-types.ts';
import type { DeadlineRow, Rung } from '../../../domain/record/record.ts';
import { clockOfVersion } from '../../../domain/rules/find-rule.ts';
import { pauseGrounds } from '../../../domain/rules/pause-grounds.ts';
import type { ClockRule, RuleSet } from '../../../domain/rules/rule.ts';
import { roles, type Role } from '../../../domain/roles.ts';
import { actorLabel } from '../../../domain/rules/rule.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { lawProblem } from '../../errors/law-problem.ts';
import { callerOf } from '../../plugins/authentication.ts';
import { deadlineHistory, type DeadlineEntry } from '../../reading/deadline-history.ts';
import { deadlineSchema, deadlineView } from '../../views/deadline-view.ts';
import { dateSchema, otherReadingSchema, otherReadingView, stepSchema, stepView } from '../../views/explanation-view.ts';
import { dateText, fileAddress } from '../../views/file-view.ts';
import { fullRuleSchema, fullRuleView } from '../../views/full-rule-view.ts';
import { labelSchema, named, namedSchema } from '../../views/label-view.ts';
import { whatLabel } from '../../views/entry-view.ts';
import { rungLabel } from '../../views/rule-view.ts';
import { problems } from '../problems.ts';

const entrySchema = z.object({
  seq: z.int().describe('台账序号 · entry of the ledger'),
  what: namedSchema,
  occurredOn: dateSchema,
  recordedAt: z.string(),
  actor: z.object({ id: z.string(), name: z.string().nullable(), roles: z.array(namedSchema) }).nullable(),
});

const answerSchema = z
  .object({
    deadline: deadlineSchema,
    file: z.object({ id: z.string(), type: namedSchema, href: z.string() }),
    profile: z.string(),
    rule: fullRuleSchema.describe('起算时适用的规则版本 · the version that the deadline was armed by'),
    steps: z.array(stepSchema).describe('计算步骤 · the arithmetic'),
    earliestActionDate: dateSchema.nullable(),
    isAsStored: z.boolean().describe('现在重新计算与所存日期一致 · computed again today it comes to the stored date'),
    found: z.object({ targetDate: dateSchema.nullable(), dueDate: dateSchema.nullable(), dueAt: z.string().nullable(), calendarVersion: z.string() }),
    otherReadings: z.array(otherReadingSchema),
    pauses: z.array(z.object({ ground: namedSchema, from: dateSchema, to: dateSchema.nullable(), entry: entrySchema.nullable() })),
    extensions: z.array(z.object({ amount: z.number(), approvedBy: namedSchema, reason: z.string(), entry: entrySchema.nullable() })),
    ladder: z.array(z.object({ rung: z.string(), label: labelSchema, at: z.string(), to: z.array(namedSchema), isLapse: z.boolean(), entry: entrySchema.nullable().describe('已记录的台账项;未到则为空 · where it was recorded; null while to come') })),
    revisions: z
      .array(entrySchema.extend({ change: z.string(), oldDueDate: dateSchema.nullable(), dueDate: dateSchema, provisional: z.boolean(), reason: z.string().nullable() }))
      .describe('日期的每次变化及理由 · every change of the date, and why'),
  })
  .meta({ id: 'DeadlineExplanation' });

/** File, rule, and the entry that opened it. */
const deadlineIdPattern = /^[a-zA-Z]{3,24}-[0-9a-f]{20}\.[a-z0-9-]{1,100}\.\d{1,10}$/;

export function explainDeadline(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/deadlines/:id/explain',
    schema: {
      operationId: 'explainDeadline',
      tags: ['law'],
      summary: '说明案卷的一项期限 · Explain a deadline of a file',
      description: '规则版本与依据、计算步骤、扣除与延长(何人批准、哪一台账项)、已到与未到的提醒、届满后果,以及日期的每次变化。\n\nVersion and source of the rule, the arithmetic, pauses and extensions with who approved them in which entry, rungs recorded and to come, what the lapse does, and each change of the date.',
      params: z.object({ id: z.string() }),
      response: { 200: answerSchema, ...problems(401, 404, 429) },
    },
    handler: async (request) => {
      const { id } = request.params;
      if (!deadlineIdPattern.test(id)) throw new ApiProblem('DEADLINE_NOT_FOUND');
      const departments = await deps.scope.departmentsOf(callerOf(request));
      const row = await deps.prisma.deadline.findFirst({ where: { id, file: { departmentId: { in: [...departments] } } }, include: { file: { select: { id: true, type: true, profileId: true } } } });
      if (!row) throw new ApiProblem('DEADLINE_NOT_FOUND');
      const { file } = row;
      const history = await deadlineHistory(deps, file.id, id, row.openedSeq);
      const names = await namesOf(deps, history);
      const { law, calendar, rulesFor } = await deps.lawBook.current();
      const rules = rulesFor(file.profileId);
      const pauses = row.pauses as unknown as DeadlineRow['pauses'];
      const extensions = row.extensions as unknown as DeadlineRow['extensions'];
      try {
        const rule = versionOf(row, [file.profileId, ...law.profiles.map((profile) => profile.id)].map(rulesFor));
        const stored = { triggerOn: dateText(row.triggerOn), triggerAt: row.triggerAt?.toISOString() ?? null, limit: row.limitOverride, fixedDate: row.fixedDate ? dateText(row.fixedDate) : null, state: row.state as DeadlineRow['state'], dueAt: row.dueAt.toISOString(), extensions, pauses };
        const explained = explainRow(stored, rule, calendar, law, file.profileId);
        const entryOf = (seq: number) => entryView(history.find((entry) => entry.seq === seq));
        return {
          deadline: deadlineView(row, rules),
          file: { id: file.id, type: named(file.type, fileDefinition(file.type).chart.label), href: fileAddress(file.id, file.type) },
          profile: file.profileId,
          rule: fullRuleView(rule, law),
          steps: explained.steps.map(stepView),
          earliestActionDate: explained.earliestActionDate ?? null,
          isAsStored: explained.isAsStored,
          found: { ...explained.found, calendarVersion: calendar.version },
          otherReadings: explained.otherReadings.map(otherReadingView),
          pauses: pauses.map(({ ground, from, to, seq }) => ({ ground: named(ground, pauseGrounds[ground]), from, to, entry: entryOf(seq) })),
          extensions: extensions.map(({ amount, approvedBy, reason, seq }) => ({ amount, approvedBy: named(approvedBy, actorLabel(approvedBy)), reason, entry: entryOf(seq) })),
          ladder: [...recorded(), ...toCome(row.rungs as unknown as Rung[])],
          revisions: history.flatMap((entry) => (entry.change === undefined || entry.change.change === 'reminded' ? [] : [revisionView(entry, entry.change)])),
        };
      } catch (error) {
        throw lawProblem(error) ?? error;
      }

      function entryView(entry: DeadlineEntry | undefined): z.infer<typeof entrySchema> | null {
        if (!entry) return null;
        const { seq, kind, what, occurredOn, recordedAt, actor } = entry;
        return {
          seq, occurredOn, recordedAt,
          what: named(what, whatLabel(rules, file.type, kind, what)),
          actor: actor ? { id: actor.id, name: names.get(actor.id) ?? null, roles: actor.roles.map((role) => named(role, roles[role])) } : null,
        };
      }

      function recorded() {
        return history.flatMap((entry) => (entry.rung === null ? [] : [{
          rung: entry.rung, label: { ...rungLabel(rules, row?.ruleId ?? '', entry.rung) }, at: entry.recordedAt,
          to: entry.told.map((role) => named(role, roles[role as Role])), isLapse: entry.change?.change === 'lapsed', entry: entryView(entry),
        }]));
      }

      function toCome(rungs: readonly Rung[]) {
        return rungs.map(({ rung, at, to, lapse }) => ({ rung, label: { ...rungLabel(rules, row?.ruleId ?? '', rung) }, at, to: to.map((role) => named(role, roles[role])), isLapse: lapse === true, entry: null }));
      }

      function revisionView(entry: DeadlineEntry, change: NonNullable<DeadlineEntry['change']>) {
        const view = entryView(entry);
        if (view === null) throw new TypeError('an entry has a view');
        const extension = extensions.find(({ seq }) => seq === entry.seq);
        const pause = pauses.find(({ seq }) => seq === entry.seq);
        const ground = pause === undefined ? null : pauseGrounds[pause.ground].zh;
        return { ...view, change: change.change, oldDueDate: change.oldDueDate ?? null, dueDate: change.dueDate, provisional: change.provisional === true, reason: extension?.reason ?? entry.reason ?? ground };
      }
    },
  });
}

/** The version that the row names: of the file's place, or of another where the file's department has changed its place since. @throws RuleError */
function versionOf({ ruleId, ruleVersion }: { readonly ruleId: string; readonly ruleVersion: string }, places: readonly RuleSet[]): ClockRule {
  const place = places.find(({ rules, former }) => [...rules, ...former].some(({ id, version }) => id === ruleId && version === ruleVersion));
  return clockOfVersion(ruleId, ruleVersion, place ?? places[0] as RuleSet);
}

async function namesOf({ prisma }: RouteDeps, history: readonly DeadlineEntry[]): Promise<Map<string, string>> {
  const ids = [...new Set(history.flatMap(({ actor }) => (actor ? [actor.id] : [])))];
  if (ids.length === 0) return new Map();
  const officers = await prisma.officer.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(officers.map((officer) => [officer.id, officer.name]));
}
