import type { AuditFault } from '@tessera/contract';
import { AUDIT_FAULTS } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { callCheckLinks, callCheckRecords, callCheckRest, selectHead, selectLastTombstone, selectSeal } from './chain-queries.ts';

/** Links or records of one step; so many take some 0.1 s. */
const STEP = 5_000;
const GENESIS = Buffer.alloc(32);

/** A head of the chain that somebody wrote down outside. */
export type Anchor = { seq: number; hash: Buffer };
export type BrokenAt = { fault: AuditFault; seq: number | null; recordId: string | null };

/** How far a walk over the chain is. It holds nothing that grows with the chain. */
export type Walk = {
  /** First all links with their records; then all records, for one that no link vouches for. */
  phase: 'chain' | 'records';
  seq: number;
  hash: Buffer;
  recordId: string | null;
  checked: number;
  /** Links and records to look at, as counted at the start. */
  expected: number;
  end: 'sound' | BrokenAt | null;
};

/** Where a walk begins, after it has looked at what concerns no single link. */
export async function beginWalk(ctx: Ctx, anchor?: Anchor): Promise<Walk> {
  const stone = await selectLastTombstone(ctx);
  const head = await selectHead(ctx);
  const seq = stone?.last_seq ?? 0;
  const start: Walk = {
    phase: 'chain',
    seq,
    hash: stone?.link ?? GENESIS,
    recordId: null,
    checked: 0,
    expected: 2 * Math.max(0, head.seq - seq),
    end: null,
  };
  const { tombstone, lost } = await callCheckRest(ctx);
  if (tombstone !== null) return broken(start, { fault: 'tombstone_broken', seq: tombstone, recordId: null });
  if (lost !== null) return broken(start, { fault: 'record_removed', seq: null, recordId: lost });
  if (anchor && !(await isKept(ctx, anchor, seq))) return broken(start, { fault: 'anchor_broken', seq: anchor.seq, recordId: null });
  return start;
}

/** The end of the chain now. */
export function headOf(ctx: Ctx): Promise<Anchor> {
  return selectHead(ctx);
}

/** An anchor in what was pruned can be compared no more, unless it is the very last link there. */
async function isKept(ctx: Ctx, anchor: Anchor, prunedTo: number): Promise<boolean> {
  if (anchor.seq < prunedTo) return true;
  if (anchor.seq === prunedTo) return (await selectLastTombstone(ctx))?.link.equals(anchor.hash) ?? anchor.hash.equals(GENESIS);
  return (await selectSeal(ctx, anchor.seq))?.hash.equals(anchor.hash) ?? false;
}

/** The next few thousand links or records. New records may be sealed meanwhile: the walk ends where the chain does when it gets there. */
export async function walkOn(ctx: Ctx, walk: Walk): Promise<Walk> {
  return walk.phase === 'chain' ? walkLinks(ctx, walk) : walkRecords(ctx, walk);
}

async function walkLinks(ctx: Ctx, walk: Walk): Promise<Walk> {
  const links = await callCheckLinks(ctx, { seq: walk.seq, hash: walk.hash, limit: STEP });
  if (links.fault !== null) {
    const checked = walk.checked + Math.max(0, (links.fault_seq ?? walk.seq) - walk.seq - 1);
    return broken({ ...walk, checked }, { fault: faultOf(links.fault), seq: links.fault_seq, recordId: links.fault_record });
  }
  const next = { ...walk, seq: links.last_seq ?? walk.seq, hash: links.last_hash ?? walk.hash, checked: walk.checked + links.looked_at };
  return links.looked_at < STEP ? { ...next, phase: 'records' } : next;
}

async function walkRecords(ctx: Ctx, walk: Walk): Promise<Walk> {
  const found = await callCheckRecords(ctx, { id: walk.recordId, limit: STEP });
  if (found.stray !== null) return broken(walk, { fault: 'record_inserted', seq: null, recordId: found.stray });
  const next = { ...walk, recordId: found.last_id ?? walk.recordId, checked: walk.checked + found.looked_at };
  return found.looked_at < STEP ? { ...next, end: 'sound' } : next;
}

const broken = (walk: Walk, end: BrokenAt): Walk => ({ ...walk, end });

export function faultOf(name: string): AuditFault {
  const fault = AUDIT_FAULTS.find((known) => known === name);
  if (!fault) throw new Error(`unknown fault: ${name}`);
  return fault;
}
