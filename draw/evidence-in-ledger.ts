/** The evidence of a draw in the ledger of its task: the entry that confirmed the assignment holds it. Undefined where none does (yet), or it was erased. */
export function evidenceInLedger(entries: readonly { readonly content: string | null }[]): unknown {
  return entries.map(({ content }) => (JSON.parse(content ?? '{}') as { evidence?: { draw?: unknown } }).evidence?.draw).find((draw) => draw !== undefined);
}
