import type { ClosureProblem, ClosureRoundState, ClosureState } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated } from 'kysely';

type Sum = ColumnType<Minor, Minor | undefined, Minor>;
type Instant = ColumnType<Date | null, Date | null | undefined, Date | null>;

export type ClosuresTables = {
  'closures.round': {
    id: Id<'closureRound'>;
    state: ClosureRoundState;
    reason: string;
    made_by: Id<'staff'>;
    made_by_name: string;
    decided_by: Generated<Id<'staff'> | null>;
    decided_by_name: Generated<string | null>;
    decided_at: Instant;
    created_at: Date;
    finished_at: Instant;
  };
  'closures.closure': {
    id: Id<'closure'>;
    round_id: Id<'closureRound'>;
    member_number: string;
    member_id: Id<'member'> | null;
    state: Generated<ClosureState>;
    problem: Generated<ClosureProblem | null>;
    own_minor: Sum;
    source_minor: Sum;
    gift_minor: Sum;
    subsidy_minor: Sum;
    card_count: Generated<number>;
    paid_minor: Sum;
    left_minor: Sum;
    finished_at: Instant;
    was_active: Generated<boolean>;
    paid_before_minor: Sum;
  };
};
