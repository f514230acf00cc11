const clocks = new Map<string, Intl.DateTimeFormat>();

/** `2026-09-01 12:00:05`, as a spreadsheet reads it. */
export function localTime(at: Date, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(timeZone, clock);
  }
  return clock.format(at);
}
