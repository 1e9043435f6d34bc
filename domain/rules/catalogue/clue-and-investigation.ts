import type { PauseRule, Rule } from '../rule.ts';
import { AEL, APL, cite, CTR, PPR } from '../laws.ts';
import { clock, once } from './row.ts';

const examinations: readonly PauseRule[] = [{ ground: 'testing' }, { ground: 'inspection' }, { ground: 'quarantine' }, { ground: 'appraisal' }];

/** 线索核查、立案与调查 */
export const clueAndInvestigation: readonly Rule[] = [
  clock({
    id: 'clue-verify',
    label: { zh: '核查线索并决定是否立案', en: 'Verify the clue and decide on filing' },
    unit: 'WD',
    limit: 15,
    triggerEvent: 'clue_received',
    actorRole: 'case_handler',
    onLapse: 'AGENCY_OVERDUE',
    roll: 'none',
    extensions: [once('responsible_person', 15, 'WD')],
    pausable: [...examinations, { ground: 'right_holder_identification' }],
    ladder: 'agency_overdue',
    source: [
      cite(PPR, '18', '自发现线索或者收到材料之日起15个工作日内核查并决定是否立案;特殊情况经负责人批准可以延长15个工作日;检测、检验、检疫、鉴定以及权利人辨认或者鉴别所需时间不计入'),
    ],
    verified: 'verified',
    note: { zh: '是否可以部分延长,条文未定,此处不允许', en: 'The text is silent on a part of the extension: none is allowed' },
  }),
  clock({
    id: 'case-decide',
    label: { zh: '作出行政处罚决定', en: 'Decide the case' },
    unit: 'CD',
    limit: 90,
    triggerEvent: 'case_filed',
    actorRole: 'responsible_person',
    onLapse: 'AGENCY_OVERDUE',
    roll: 'rest_day',
    extensions: [
      once('responsible_person', 30, 'CD'),
      { approver: 'collective_meeting', unit: 'CD', limit: null, count: 1, partial: false, amountRequired: true },
    ],
    pausable: [
      { ground: 'suspension' },
      { ground: 'hearing' },
      { ground: 'public_notice' },
      ...examinations,
      { ground: 'right_holder_identification' },
      { ground: 'refund_order' },
    ],
    ladder: 'agency_overdue',
    source: [
      cite(PPR, '64', '自立案之日起90日内作出处理决定;经负责人批准可以延长30日;仍不能决定的由负责人集体讨论决定是否继续延期,并同时确定合理期限;中止、听证、公告和检测、检验、检疫、鉴定、权利人辨认或者鉴别、责令退还多收价款等时间不计入'),
      cite(APL, '60', '自立案之日起90日内作出行政处罚决定'),
    ],
    verified: 'verified',
    note: {
      zh: '期满不产生自动决定;集体讨论继续延期的次数,条文未定,此处限一次;专家评审时间计入',
      en: 'Nothing is decided by the lapse; the text is silent on how often the meeting may extend: once here; expert review counts',
    },
  }),
  clock({
    id: 'evidence-preserve-dispose',
    label: { zh: '处理先行登记保存的证据', en: 'Dispose of preserved evidence' },
    unit: 'WD',
    limit: 7,
    triggerEvent: 'preservation_made',
    actorRole: 'case_handler',
    onLapse: 'AUTO_RELEASE',
    roll: 'none',
    ladder: 'release',
    source: [
      cite(PPR, '35', '对先行登记保存的证据,7个工作日内采取记录、复制、检测、查封、扣押、没收或者解除等措施;逾期未处理的,自动解除'),
      cite(APL, '56', '先行登记保存的证据应当在7日内及时作出处理决定'),
    ],
    verified: 'verified',
  }),
  clock({
    id: 'seal-seize-term',
    label: { zh: '查封、扣押期限', en: 'Term of sealing or seizure' },
    unit: 'CD',
    limit: 30,
    triggerEvent: 'coercive_measure_applied',
    actorRole: 'responsible_person',
    onLapse: 'AUTO_RELEASE',
    roll: 'none',
    extensions: [once('responsible_person', 30, 'CD')],
    pausable: examinations.map((pause) => ({ ...pause, documentRequired: true })),
    ladder: 'release',
    source: [
      cite(PPR, '38', '查封、扣押期限不超过30日;情况复杂的经负责人批准可以延长不超过30日并书面告知当事人;检测、检验、检疫、鉴定期间不计入,但应当书面告知期间'),
      cite(PPR, '42', '期限届满的应当及时解除并退还财物'),
      cite(AEL, '25', '查封、扣押的期限不得超过30日;延长不得超过30日'),
      cite(AEL, '27', '在期限内作出处理决定;期限届满的解除'),
    ],
    verified: 'verified',
    note: { zh: '是否可以部分延长,此处不允许', en: 'A part of the extension is not allowed here' },
  }),
  clock({
    id: 'crime-transfer-send',
    label: { zh: '向公安机关移送涉嫌犯罪案件', en: 'Send a suspected crime to public security' },
    unit: 'H',
    limit: 24,
    triggerEvent: 'crime_transfer_approved',
    actorRole: 'case_handler',
    onLapse: 'AGENCY_OVERDUE',
    roll: 'none',
    ladder: 'agency_overdue',
    source: [cite(CTR, '5', '决定批准的,应当在24小时内向同级公安机关移送')],
    verified: 'verified',
  }),
];
