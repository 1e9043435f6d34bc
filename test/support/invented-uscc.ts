import { checkCharacter, organisationCheck } from '../../domain/uscc.ts';

/** An invented credit code with valid check characters; another one for each number. */
export function inventedUscc(n: number): string {
  const organisation = `MA${String(n).padStart(6, '0')}`;
  const first17 = `91350100${organisation}${organisationCheck(organisation)}`;
  return `${first17}${checkCharacter(first17)}`;
}
