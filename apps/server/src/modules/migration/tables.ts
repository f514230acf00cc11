import type { OpeningProblem, OpeningRowState, OpeningState } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import type { Generated } from 'kysely';

export type MigrationTables = {
  'migration.batch': {
    id: Id<'migrationBatch'>;
    import_id: string;
    source: string;
    valid_until: BusinessDay;
    card_count: Generated<number>;
    state: OpeningState;
    control_minor: Minor | null;
    made_by: Id<'staff'>;
    made_by_name: string;
    submitted_by: Id<'staff'> | null;
    submitted_by_name: string | null;
    decided_by: Id<'staff'> | null;
    decided_by_name: string | null;
    decided_at: Date | null;
    reason: string | null;
    created_at: Date;
  };
  'migration.opening': {
    id: Id<'opening'>;
    batch_id: Id<'migrationBatch'>;
    source: string;
    member_id: Id<'member'>;
    amount_minor: Minor;
    state: OpeningRowState;
    problem: Generated<OpeningProblem | null>;
  };
};
