import './runtime/short-stacks.ts';
export { enforcementCase } from './enforcement-case.ts';
export { inspection } from './inspection.ts';
