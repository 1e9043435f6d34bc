export { annualPlan } from './annual-plan.ts';
export { drawTask } from './draw-task.ts';
export { enforcementCase } from './enforcement-case.ts';
export { inspection } from './inspection.ts';
