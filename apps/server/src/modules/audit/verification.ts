import type { audit, OutputOf } from '@tessera/contract';
import type { VerificationRow } from './verification-queries.ts';
import { faultOf, type Walk } from './walk-chain.ts';

export type VerificationView = OutputOf<typeof audit.getVerification>;

/** A stored walk as the contract shows it. */
export function verificationView(row: VerificationRow): VerificationView {
  return {
    id: row.id,
    startedAt: row.started_at,
    startedBy: row.started_by,
    state: row.state,
    checked: row.checked,
    expected: row.expected,
    anchorSeq: row.anchor_seq,
    fault: row.fault === null ? null : faultOf(row.fault),
    faultSeq: row.fault_seq,
    faultRecordId: row.fault_record,
    finishedAt: row.finished_at,
  };
}

/** Where a stored walk goes on. */
export function walkOf(row: VerificationRow): Walk {
  const { phase, position_seq: seq, position_hash: hash, position_record: recordId, checked, expected } = row;
  return { phase, seq, hash, recordId, checked, expected, end: null };
}

/** What is stored of a walk. */
export function columnsOfWalk(walk: Walk, now: Date) {
  const broken = walk.end === null || walk.end === 'sound' ? undefined : walk.end;
  return {
    phase: walk.phase,
    position_seq: walk.seq,
    position_hash: walk.hash,
    position_record: walk.recordId,
    checked: walk.checked,
    expected: walk.expected,
    state: walk.end === null ? ('running' as const) : broken ? ('broken' as const) : ('sound' as const), // The narrow types of the columns.
    fault: broken?.fault ?? null,
    fault_seq: broken?.seq ?? null,
    fault_record: broken?.recordId ?? null,
    finished_at: walk.end === null ? null : now,
  };
}
