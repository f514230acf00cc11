export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string };

/** Lines are few: a notice has at most some hundreds. Beyond this, the whole text is shown as replaced. */
const LINES_MAX = 800;

/** What changed from one text to the next, line by line, by the longest common subsequence. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const from = before.split('\n');
  const to = after.split('\n');
  if (from.length > LINES_MAX || to.length > LINES_MAX) {
    return [...from.map((text) => ({ kind: 'removed' as const, text })), ...to.map((text) => ({ kind: 'added' as const, text }))];
  }
  const common = commonLengths(from, to);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < from.length || j < to.length) {
    const [old, fresh] = [from[i], to[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ kind: 'same', text: old });
      i += 1;
      j += 1;
    } else if (fresh === undefined || (old !== undefined && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      lines.push({ kind: 'removed', text: old ?? '' });
      i += 1;
    } else {
      lines.push({ kind: 'added', text: fresh });
      j += 1;
    }
  }
  return lines;
}

/** `lengths[i][j]` is the length of the longest common subsequence of what is left from there. */
function commonLengths(from: readonly string[], to: readonly string[]): number[][] {
  const lengths = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0));
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (!row) continue;
      row[j] = from[i] === to[j] ? (lengths[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}
