import type { CreditRiskClass } from '../../../domain/registers.ts';
import type { DataFile } from '../data-file.ts';

const riskClasses: Readonly<Record<string, CreditRiskClass>> = { A: 'A', B: 'B', C: 'C', D: 'D' };

/** 检查对象名录库 of the sample authority: invented, with true check characters. */
export const sampleTargetsFile: DataFile = {
  file: 'sample_targets.csv',
  table: 'register_target',
  key: 'uscc',
  isLiving: true,
  columns: ['uscc', 'name', 'department_id', 'category', 'industry', 'credit_risk_class', 'address'],
  read: (row, known) => {
    row.required('credit_risk_class');
    return {
      uscc: row.uscc('uscc'),
      name: row.required('name', 200),
      department_id: row.department('department_id', known),
      category: row.required('category'),
      industry: row.optional('industry'),
      credit_risk_class: row.choice('credit_risk_class', riskClasses),
      address: row.optional('address'),
      active: true,
    };
  },
};
