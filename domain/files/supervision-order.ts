import * as conclude from '../actions/supervision-order/conclude.ts';
import type { SupervisionOrderFacts } from '../actions/supervision-order/facts.ts';
import { orderIssued } from '../actions/supervision-order/issued.ts';
import * as reply from '../actions/supervision-order/reply.ts';
import { supervisionOrderChart } from '../charts/supervision-order.ts';
import { defineFile } from './file-definition.ts';

/** 督办单 */
export const supervisionOrderFile = defineFile(supervisionOrderChart, {
  actions: [reply.acknowledgeOrder, reply.reportOnOrder, conclude.closeOrder, conclude.returnOrder, conclude.withdrawOrder],
  events: [orderIssued],
  actorOf: (facts) => (facts as unknown as SupervisionOrderFacts).to,
});
