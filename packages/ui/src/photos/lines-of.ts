import type { DisputeEntry } from '@tessera/contract';

export type Line = { entry: DisputeEntry; photos: readonly DisputeEntry[] };

/** Pure. What is shown of a case's timeline: photos that follow one another, of one person and for the same eyes, stand in one line. */
export function linesOf(entries: readonly DisputeEntry[]): Line[] {
  const lines: { entry: DisputeEntry; photos: DisputeEntry[] }[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (entry.kind !== 'photo') lines.push({ entry, photos: [] });
    else if (last && isAlike(last.entry, entry)) last.photos.push(entry);
    else lines.push({ entry, photos: [entry] });
  }
  return lines;
}

function isAlike(a: DisputeEntry, b: DisputeEntry): boolean {
  return a.kind === 'photo' && a.author === b.author && a.authorName === b.authorName && a.audience === b.audience;
}
