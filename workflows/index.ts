export { enforcementCase } from './enforcement-case.ts';
export { inspection } from './inspection.ts';
