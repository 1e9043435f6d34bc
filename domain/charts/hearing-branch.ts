import { measureEnds } from './measures-branch.ts';
import { recusalActs } from './recusal-acts.ts';

/** 听证: the branch of a case from the request for a hearing to the legal review after it (HRM 4-34, PPR 50). */
export const hearingStages = {
  hearing_preparing: {
    label: { zh: '听证准备', en: 'Hearing being prepared' },
    task: [
      { roles: ['responsible_person'], label: { zh: '指定听证主持人', en: 'Name the presider' }, clock: 'presider' },
      { roles: ['case_handler'], label: { zh: '移交听证案卷', en: 'Hand the file to the presider' } },
      { roles: ['hearing_presider'], label: { zh: '准备并举行听证', en: 'Prepare and hold the hearing' } },
    ],
    acts: {
      ...measureEnds,
      ...recusalActs,
      replaceHandlers: { replaced: {} },
      namePresider: { named: { reach: 'presiderNamed' } },
      handOverHearingFile: { handedOver: { reach: 'hearingFileReceived' } },
      serveHearingNotice: { served: { reach: 'hearingNoticeServed' } },
      holdHearing: { held: { to: 'hearing_held', reach: 'hearingHeld' } },
      terminateHearing: { terminated: { to: 'decision_pending', reach: 'hearingTerminated' } },
    },
  },
  hearing_held: {
    label: { zh: '已听证', en: 'Hearing held' },
    task: { roles: ['hearing_presider'], label: { zh: '提交听证报告', en: 'Submit the hearing report' }, clock: 'hearingReport' },
    acts: { ...measureEnds, ...recusalActs, submitHearingReport: { reported: { to: 'post_hearing_review', reach: 'hearingReported' } } },
  },
  post_hearing_review: {
    label: { zh: '听证后审核', en: 'Review after the hearing' },
    task: { roles: ['legal_reviewer'], label: { zh: '听证后法制审核', en: 'Legal review after the hearing' }, clock: 'review' },
    acts: {
      ...measureEnds,
      ...recusalActs,
      recordReview: {
        passed: { to: 'decision_pending', reach: 'postHearingReviewPassed' },
        returned: { to: 'investigating', reach: 'reviewReturned' },
      },
      extendReview: { extended: {} },
      extendDecision: { extended: {} },
    },
  },
} as const;

/** The clocks of the hearing; the one of the review after it is the case's own. */
export const hearingClocks = {
  presider: { rules: ['hearing-presider-appoint'], startsAt: ['hearingRequested'], stopsAt: ['presiderNamed'], cancelsAt: ['hearingTerminated'] },
  hearingFile: { rules: ['hearing-file-handover'], startsAt: ['presiderNamed'], stopsAt: ['hearingFileReceived'], cancelsAt: ['hearingTerminated'] },
  hearingDate: { rules: ['hearing-fix-date'], startsAt: ['hearingFileReceived'], stopsAt: ['hearingNoticeServed'], cancelsAt: ['hearingTerminated'] },
  hearingReport: { rules: ['hearing-report'], startsAt: ['hearingHeld'], stopsAt: ['hearingReported'] },
} as const;
