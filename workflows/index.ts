import './runtime/short-stacks.ts';

export { annualPlan } from './annual-plan.ts';
export { creditRecord } from './credit-record.ts';
export { creditRepair } from './credit-repair.ts';
export { drawTask } from './draw-task.ts';
export { enforcementCase } from './enforcement-case.ts';
export { inspection } from './inspection.ts';
export { supervisionOrder } from './supervision-order.ts';
