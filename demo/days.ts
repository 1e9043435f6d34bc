/** Days of the stories: `YYYY-MM-DD`, as texts. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function compareDates(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The n-th weekday after a day, weekends left out: near enough for a story; the law's own dates come from the API. */
export function afterWeekdays(day: string, n: number): string {
  let found = day;
  for (let left = n; left > 0; ) {
    found = addDays(found, 1);
    if (![0, 6].includes(new Date(`${found}T00:00:00Z`).getUTCDay())) left -= 1;
  }
  return found;
}
