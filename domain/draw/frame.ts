import { canonicalText } from '../ledger/ledger-entry.ts';
import { creditRiskClasses, officerIdPattern, type CreditRiskClass, type RegisterOfficer, type Registers } from '../registers.ts';
import { isUnifiedSocialCreditCode } from '../uscc.ts';
import { countsOf, type DrawQuota } from './quota.ts';
import { compareText, samplerVersion, sha256 } from './sampler.ts';

export type FrameTarget = { readonly id: string; readonly name: string; readonly riskClass: CreditRiskClass };

/**
 * Who can be drawn, and how many of whom: all that the result depends on besides the seed, frozen before the seed exists.
 * Targets and officers in the order of their ids.
 */
export type DrawFrame = {
  readonly sampler: typeof samplerVersion;
  readonly quota: DrawQuota;
  readonly officersPerTarget: number;
  readonly targets: readonly FrameTarget[];
  readonly officers: readonly string[];
};

/** A row of the registers that cannot be drawn, and why. */
export type LeftOut = { readonly id: string; readonly reason: 'invalid_uscc' | 'no_name' | 'unusable_id' | 'no_role' | 'certificate_invalid' };

/** The frame out of the registers, and who was left out of it. @param until day on which certificates must still be valid: the end of the task */
export function frameOf(registers: Registers, quota: DrawQuota, officersPerTarget: number, until: string): { readonly frame: DrawFrame; readonly leftOut: readonly LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const sound = <Row>(rows: readonly Row[], idOf: (row: Row) => string, whyNot: (row: Row) => LeftOut['reason'] | null) =>
    rows.filter((row) => {
      const reason = whyNot(row);
      if (reason !== null) leftOut.push({ id: idOf(row), reason });
      return reason === null;
    });
  const targets = sound(registers.targets, ({ uscc }) => uscc, ({ uscc, name }) => (!isUnifiedSocialCreditCode(uscc) ? 'invalid_uscc' : name.trim() === '' ? 'no_name' : null));
  const officers = sound(registers.officers, ({ id }) => id, (officer) => whyNotEligible(officer, until));
  const frame: DrawFrame = {
    sampler: samplerVersion,
    quota,
    officersPerTarget,
    targets: targets.map(({ uscc, name, creditRiskClass }) => ({ id: uscc, name: name.trim(), riskClass: creditRiskClass })).sort((a, b) => compareText(a.id, b.id)),
    officers: officers.map(({ id }) => id).sort(compareText),
  };
  return { frame, leftOut };
}

/** draw-officer-pool: an inspector whose certificate is valid until the end of the task. */
export function whyNotEligible(officer: RegisterOfficer, until: string): LeftOut['reason'] | null {
  if (!officer.roles.includes('inspector')) return 'no_role';
  // an inspection takes no other id, and would wait for ever
  if (!officerIdPattern.test(officer.id)) return 'unusable_id';
  return officer.certificateValidUntil === null || officer.certificateValidUntil < until ? 'certificate_invalid' : null;
}

/** SHA-256, in hex, over the RFC 8785 text of the frame. */
export function frameHashOf(frame: DrawFrame): string {
  return sha256(canonicalText(frame));
}

export function countsOfFrame(frame: DrawFrame): Readonly<Record<string, number>> {
  const sizes = Object.fromEntries(creditRiskClasses.map((riskClass) => [riskClass, frame.targets.filter((target) => target.riskClass === riskClass).length]));
  return countsOf(frame.quota, sizes as Record<CreditRiskClass, number>);
}
