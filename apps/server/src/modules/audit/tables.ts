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
    action: string;
    target_kind: string;
    target_id: string | null;
    outcome: 'done' | 'refused';
    before: Json;
    after: Json;
    request_id: string;
    address: string | null;
  };
};
