import { criterion } from './criterion.ts';

/** 督办、催办与升级: what stands behind the criteria of law/rules/escalation.yaml. */
export const escalationCriteria = {
  'supervision-order-issuer': criterion((given: { issuedBy: 'person' | 'rung'; isThatPerson: boolean; holdsRole: boolean; issuerLeft?: boolean; inIssuingDepartment?: boolean; isPrincipalHead?: boolean; isAddressed?: boolean }) => {
    if (given.issuedBy === 'rung') return given.holdsRole ? 'allowed' : 'refused';
    const succeeds = given.issuerLeft === true && given.inIssuingDepartment === true && (given.holdsRole || given.isPrincipalHead === true) && given.isAddressed !== true;
    return given.isThatPerson || succeeds ? 'allowed' : 'refused';
  }),
  'urge-daily': criterion((given: { workingDaysSince: number | null }, { workingDays }: { workingDays: number }) =>
    given.workingDaysSince === null || given.workingDaysSince >= workingDays ? 'allowed' : 'refused'),
  'reminder-acknowledge': criterion((given: { namesPeople: boolean; namesActor: boolean; holdsRole: boolean }) =>
    (given.namesPeople ? given.namesActor : given.holdsRole) ? 'allowed' : 'refused'),
  'digest-daily': criterion((given: { isWorkingDay: boolean; hour: number }, { hour }: { hour: number }) => (given.isWorkingDay && given.hour >= hour ? 'made' : 'waits')),
  'nearly-overdue': criterion((given: { percent: number }, { percent }: { percent: number }) => (given.percent >= percent ? 'nearly' : 'in_time')),
};
