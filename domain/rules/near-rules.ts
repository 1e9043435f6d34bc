/** Up to five known ids that somebody may have meant, the nearest first: with a part in common, or a few letters away. */
export function nearIds(asked: string, known: readonly string[]): string[] {
  const parts = partsOf(asked);
  const scored = [...new Set(known)].map((id) => ({ id, score: common(parts, partsOf(id)) * 3 - distance(asked, id) / Math.max(asked.length, id.length) }));
  return scored.filter(({ id, score }) => score > 0.9 || distance(asked, id) <= Math.max(2, asked.length / 4)).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, 5).map(({ id }) => id);
}

function partsOf(id: string): string[] {
  return id.toLowerCase().split(/[^a-z0-9]+/).filter((part) => part.length > 2);
}

/** Share of the parts of both that are the same, or begin alike. */
function common(one: readonly string[], other: readonly string[]): number {
  const alike = one.filter((part) => other.some((known) => known.startsWith(part) || part.startsWith(known))).length;
  return alike === 0 ? 0 : (2 * alike) / (one.length + other.length);
}

/** Letters to change, add or drop (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[to.length] ?? 0;
}
