import type { Id } from '@tessera/kernel';
import type { ColumnType } from 'kysely';

type Json = ColumnType<Record<string, unknown> | null, string | null, never>;

export type AuditTables = {
  'audit.record': {
    id: Id<'audit'>;
    at: Date;
    actor_kind: 'anonymous' | 'system' | 'staff' | 'member' | 'terminal';
    actor_id: string | null;
    actor_name: string;
    organization_id: string | null;
    department_id: string | null;
    role: string | null;
    session_id: string | null;
    action: string;
    target_kind: string;
    target_id: string | null;
    outcome: 'done' | 'refused' | 'read';
    before: Json;
    after: Json;
    request_id: string;
    address: string | null;
    user_agent: string | null;
  };
  'audit.pending': {
    record_id: Id<'audit'>;
  };
  'audit.seal': {
    seq: number;
    record_id: Id<'audit'>;
    sealed_at: Date;
    content: Buffer;
    previous: Buffer;
    hash: Buffer;
  };
  'audit.head': {
    seq: number;
    hash: Buffer;
  };
  'audit.tombstone': {
    last_seq: number;
    first_seq: number;
    pruned_at: Date;
    before: Date;
    link: Buffer;
    hash: Buffer;
  };
  'audit.word': {
    kind: 'actor' | 'action';
    word: string;
  };
  'audit.fault': {
    id: Id<'fault'>;
    at: Date;
    request_id: string;
    route: string;
    actor_kind: 'anonymous' | 'system' | 'staff' | 'member' | 'terminal';
    actor_name: string;
    error_name: string;
    error_code: string | null;
    place: string | null;
  };
  'audit.verification': {
    id: Id<'verification'>;
    started_at: Date;
    started_by: string;
    state: 'running' | 'sound' | 'broken';
    anchor_seq: number | null;
    anchor_hash: Buffer | null;
    phase: 'chain' | 'records';
    position_seq: number;
    position_hash: Buffer;
    position_record: string | null;
    expected: number;
    checked: number;
    fault: string | null;
    fault_seq: number | null;
    fault_record: string | null;
    finished_at: Date | null;
  };
};
