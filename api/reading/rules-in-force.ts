import { nationalProfile } from '../../domain/rules/law.ts';
import type { RuleSet } from '../../domain/rules/rule.ts';
import type { LawBook } from '../../law/law-book.ts';

/** The rules by which files are judged now. */
export async function rulesInForce({ lawBook }: { readonly lawBook: LawBook }): Promise<RuleSet> {
  return (await lawBook.current()).rulesFor(nationalProfile);
}
