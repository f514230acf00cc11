import { ANONYMOUS_MIN } from '@tessera/contract';

/**
 * Those groups of an anonymous survey whose answers are shown one by one. Left out are groups of fewer than five, and as many of the next
 * smallest as it takes until those left out are five together: else they would be what is left of all answers when the shown are taken away.
 */
export function shownGroups<Group extends { departmentId: string | null; count: number }>(groups: readonly Group[]): Group[] {
  const rising = groups.toSorted((one, other) => one.count - other.count || (one.departmentId ?? '').localeCompare(other.departmentId ?? ''));
  let [hidden, hiddenCount] = [0, 0];
  for (const { count } of rising) {
    const isSafe = count >= ANONYMOUS_MIN && (hiddenCount === 0 || hiddenCount >= ANONYMOUS_MIN);
    if (isSafe) break;
    hidden += 1;
    hiddenCount += count;
  }
  return rising.slice(hidden);
}
