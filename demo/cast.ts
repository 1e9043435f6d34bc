/** Everybody who has a part in the stories. The draw chooses among the inspectors. */
export const cast = [
  'administrator', 'responsible', 'plan-manager', 'draw-operator', 'coordinator', 'inspector-1', 'inspector-2', 'inspector-3', 'inspector-4', 'unit-head', 'publisher',
  'handler-1', 'handler-3', 'legal-reviewer-1', 'meeting', 'credit-officer', 'supervisor',
];
