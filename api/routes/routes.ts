import { allActs } from '../../domain/chart/chart.ts';
import { commonActs, stagesOf } from '../../domain/chart/common-acts.ts';
import { fileTypes } from '../../domain/files/file-types.ts';
import type { App, RouteDeps } from '../deps.ts';
import { openFile } from './acts/open-file.ts';
import { takeAction } from './acts/take-action.ts';
import { showCalendarFeed } from './calendar-feeds/show-calendar-feed.ts';
import { listOverdue } from './deadlines/list-overdue.ts';
import { listErrors } from './errors/list-errors.ts';
import { listActions } from './files/list-actions.ts';
import { listDeadlines } from './files/list-deadlines.ts';
import { listFiles } from './files/list-files.ts';
import { showFile } from './files/show-file.ts';
import { showLedger } from './files/show-ledger.ts';
import { showTimeline } from './files/show-timeline.ts';
import { health } from './health/health.ts';
import { calculateDeadline } from './law/calculate-deadline.ts';
import { explainDeadline } from './law/explain-deadline.ts';
import { listRules } from './law/list-rules.ts';
import { showCalendar } from './law/show-calendar.ts';
import { showRule } from './law/show-rule.ts';
import { approveLawChange } from './law/approve-change.ts';
import { draftLawChange } from './law/draft-change.ts';
import { listLawChanges } from './law/list-changes.ts';
import { listLawPreview } from './law/list-preview.ts';
import { previewLawChange } from './law/preview-change.ts';
import { showLawChange } from './law/show-change.ts';
import { showLawLedger } from './law/show-law-ledger.ts';
import { showLaw } from './law/show-law.ts';
import { withdrawLawChange } from './law/withdraw-change.ts';
import { listMyTasks } from './me/list-my-tasks.ts';
import { makeCalendarFeed } from './me/make-calendar-feed.ts';
import { revokeCalendarFeed } from './me/revoke-calendar-feed.ts';
import { showMyDigest } from './me/show-digest.ts';
import { showMe } from './me/show-me.ts';
import { showOperationsHealth } from './operations-health/show-operations-health.ts';
import { showOperation } from './operations/show-operation.ts';
import { advanceRehearsal } from './rehearsal/advance.ts';
import { refreshSession } from './sessions/refresh.ts';
import { signIn } from './sessions/sign-in.ts';
import { signOut } from './sessions/sign-out.ts';

/** Every route of the API. Those of files are made from the charts and actions: a new file type needs nothing here. */
export function registerRoutes(app: App, deps: RouteDeps): void {
  signIn(app, deps);
  refreshSession(app, deps);
  signOut(app, deps);
  showMe(app, deps);
  listMyTasks(app, deps);
  makeCalendarFeed(app, deps);
  revokeCalendarFeed(app, deps);
  showCalendarFeed(app, deps);
  calculateDeadline(app, deps);
  explainDeadline(app, deps);
  listRules(app, deps);
  showRule(app, deps);
  showCalendar(app, deps);
  for (const definition of Object.values(fileTypes)) {
    listFiles(app, deps, definition);
    openFile(app, deps, definition);
    showFile(app, deps, definition);
    listActions(app, deps, definition);
    showTimeline(app, deps, definition);
    listDeadlines(app, deps, definition);
    showLedger(app, deps, definition);
    for (const act of [...allActs(definition.chart), ...Object.keys(commonActs)]) {
      const action = definition.actions[act];
      if (action && stagesOf(definition.chart, act).some((stage) => stage !== 'none')) takeAction(app, deps, definition, action);
    }
  }
  showLaw(app, deps);
  showLawLedger(app, deps);
  draftLawChange(app, deps);
  listLawChanges(app, deps);
  showLawChange(app, deps);
  previewLawChange(app, deps);
  listLawPreview(app, deps);
  approveLawChange(app, deps);
  withdrawLawChange(app, deps);
  showMyDigest(app, deps);
  listOverdue(app, deps);
  advanceRehearsal(app, deps);
  showOperation(app, deps);
  showOperationsHealth(app, deps);
  listErrors(app);
  health(app, deps);
}
