import { defineChart, type Outcomes } from '../chart/chart.ts';

type Stage = 'order_issued' | 'order_acknowledged' | 'order_reported' | 'order_returned' | 'order_closed' | 'order_withdrawn';
type Milestone = 'issued' | 'acknowledged' | 'reported' | 'returned' | 'closed' | 'withdrawn';

const report: Outcomes<Stage, Milestone> = { reported: { to: 'order_reported', reach: 'reported' } };
const withdraw: Outcomes<Stage, Milestone> = { withdrawn: { to: 'order_withdrawn', reach: 'withdrawn' } };

/**
 * 督办单: somebody above asks, in writing and with a date, what became of a matter that is late. Opened by a rung of the ladder or by hand,
 * answered by those whom it addresses, closed by its issuer alone. It never decides the file that it is about.
 * Who is waited for stands in each order (its addressees, its issuer) and not here: the tasks come from the acts.
 */
export const supervisionOrderChart = defineChart({
  type: 'supervisionOrder',
  collection: 'supervision-orders',
  label: { zh: '督办单', en: 'Supervision order' },
  milestones: ['issued', 'acknowledged', 'reported', 'returned', 'closed', 'withdrawn'],
  stages: {
    none: {
      label: { zh: '未立卷', en: 'Not opened' },
      acts: {},
      events: { orderIssued: { issued: { to: 'order_issued', reach: 'issued' } } },
    },
    order_issued: {
      label: { zh: '已下达', en: 'Issued' },
      acts: { acknowledgeOrder: { acknowledged: { to: 'order_acknowledged', reach: 'acknowledged' } }, reportOnOrder: report, withdrawOrder: withdraw },
    },
    order_acknowledged: { label: { zh: '已签收', en: 'Acknowledged' }, acts: { reportOnOrder: report, withdrawOrder: withdraw } },
    order_reported: {
      label: { zh: '已反馈', en: 'Reported on' },
      acts: {
        closeOrder: { closed: { to: 'order_closed', reach: 'closed' } },
        returnOrder: { returned: { to: 'order_returned', reach: 'returned' } },
        withdrawOrder: withdraw,
      },
    },
    order_returned: { label: { zh: '退回重新反馈', en: 'Returned' }, acts: { reportOnOrder: report, withdrawOrder: withdraw } },
    order_closed: { label: { zh: '已办结', en: 'Closed' }, acts: {}, end: true },
    order_withdrawn: { label: { zh: '已撤销', en: 'Withdrawn' }, acts: {}, end: true },
  },
  clocks: {
    // ten working days, by LES 17 itself where a higher authority asks; an order may name its own date
    reply: { rules: ['supervision-order-reply', 'supervision-order-date', 'supervise-notice-reply'], startsAt: ['issued', 'returned'], stopsAt: ['reported'], cancelsAt: ['withdrawn'] },
  },
});
