/** 企业信用风险分类: A low to D high. Not the risk level of food operators, nor the public credit grade, which have the same letters. */
export const creditRiskClasses = ['A', 'B', 'C', 'D'] as const;
export type CreditRiskClass = (typeof creditRiskClasses)[number];

/** 检查对象名录库: one object that may be inspected. */
export type RegisterTarget = {
  readonly uscc: string;
  readonly name: string;
  readonly category: string;
  readonly industry: string | null;
  readonly creditRiskClass: CreditRiskClass;
};

/** 执法检查人员名录库: one person of the department, whoever holds a certificate or not. */
export type RegisterOfficer = {
  readonly id: string;
  readonly roles: readonly string[];
  /** Last day on which the enforcement certificate is valid; null: none held. */
  readonly certificateValidUntil: string | null;
};

/** What an officer is called in bodies and payloads. */
export const officerIdPattern = /^[a-z0-9-]{3,40}$/;

/** Which part of the registers of the file's department an act reads: active rows only. */
export interface RegisterQuery {
  /** By category, or one object by its code. */
  readonly targets?: { readonly category?: string; readonly uscc?: string; readonly industry?: string; readonly riskClasses?: readonly CreditRiskClass[]; readonly atMost: number };
  readonly officers?: true;
  /** The inspections of one enterprise that began: by its code, over all departments. */
  readonly inspectionsOf?: string;
  /** A file of the department, by its id. */
  readonly file?: string;
}

/** What was found. `targets` holds one row more than asked for when there are more. */
export interface Registers {
  readonly targets: readonly RegisterTarget[];
  readonly officers: readonly RegisterOfficer[];
  readonly inspections?: readonly StartedInspection[];
  /** Null: the department has no such file. */
  readonly file?: NamedFile | null;
}

/** A file that an act names, as it stands at that moment; it may move on before anything reaches it. */
export type NamedFile = {
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  /** Of a case: the day on which its matter was first found. */
  readonly foundOn: string | null;
  /** The files that it is linked with. */
  readonly linked: readonly LinkedFile[];
};

/** How one file is linked with another, seen from the one that keeps this: both keep it. */
export type LinkedFile = {
  readonly as: 'merged_from' | 'merged_into' | 'split_from' | 'split_off' | 'reopens' | 'reopened_by';
  readonly fileId: string;
  readonly on: string;
};

/** One inspection that began, of whatever department: the day, and whether that department stands on the level of the file's own. */
export type StartedInspection = {
  readonly on: string;
  readonly sameLevel: boolean;
};
