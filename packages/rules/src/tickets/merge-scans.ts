import { isRoomFor, type PastScan, type Use } from './admission.ts';

/** An accepted scan of one ticket at one list, made online or by a gate without a network. */
export type MadeScan = PastScan & {
  scanId: string;
  /** Whether the gate's clock was right by the server's. What a wrong clock says comes behind all else. */
  isTimeTrusted: boolean;
};

/**
 * The entries that are contested. The earliest trusted time admits; each later entry is asked whether it would have been let in had its gate known
 * of the earlier scans. Only the set of scans counts, so in whatever order gates report, the end is the same.
 */
export function contestedScans(of: { list: Use['list']; scans: readonly MadeScan[]; dayOf: Use['dayOf'] }): ReadonlySet<string> {
  const history: PastScan[] = [];
  const contested = new Set<string>();
  for (const scan of [...of.scans].sort(byTrustedTime)) {
    const fits = isRoomFor({ ...of, history, attempt: scan });
    if (fits) history.push(scan);
    else if (scan.direction === 'entry') contested.add(scan.scanId);
  }
  return contested;
}

function byTrustedTime(one: MadeScan, other: MadeScan): number {
  if (one.isTimeTrusted !== other.isTimeTrusted) return one.isTimeTrusted ? -1 : 1;
  return one.atMs - other.atMs || (one.scanId < other.scanId ? -1 : 1);
}
