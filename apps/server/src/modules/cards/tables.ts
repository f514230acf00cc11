import type { CardOrderState, CardSignature, IdentityCheckWay } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import type { Generated, GeneratedAlways } from 'kysely';
import type { CardKind, CardStatus, FrozenBy } from './card.ts';

export type CardsTables = {
  'cards.card': {
    id: Id<'card'>;
    wallet_id: Id<'wallet'>;
    member_id: Id<'member'>;
    kind: CardKind;
    status: CardStatus;
    tail: string;
    uid_hash: string | null;
    uid_sealed: string | null;
    handle: string | null;
    seed_sealed: string | null;
    wrong_code_at: Generated<Date[]>;
    locked_until: Date | null;
    issued_at: Date;
    frozen_at: Date | null;
    frozen_by: FrozenBy | null;
    frozen_before: FrozenBy | null;
    voided_at: Date | null;
    valid_until?: BusinessDay | null;
    warned_days?: number | null;
    print_id: Id<'cardOrder'> | null;
    print_generation: Generated<number>;
  };
  'cards.identity_check': {
    id: Id<'identityCheck'>;
    member_id: Id<'member'>;
    way: IdentityCheckWay;
    document: string | null;
    passed: boolean;
    staff_id: Id<'staff'>;
    staff_name: string;
    at: Date;
  };
  'cards.card_batch': {
    id: Id<'cardBatch'>;
    number: GeneratedAlways<number>;
    pick_up_at: string | null;
    issuer_id: Id<'organization'> | null;
    created_by: Id<'staff'>;
    created_by_name: string;
    created_at: Date;
    ready_at: Date | null;
  };
  'cards.card_order': {
    id: Id<'cardOrder'>;
    number: GeneratedAlways<number>;
    wallet_id: Id<'wallet'>;
    member_id: Id<'member'>;
    replaces_id: Id<'card'> | null;
    replaced_tail: string | null;
    state: CardOrderState;
    fee_minor: Minor;
    waived_because: string | null;
    identity_by: IdentityCheckWay | null;
    issuer_id: Id<'organization'> | null;
    batch_id: Id<'cardBatch'> | null;
    uid_hash: string | null;
    uid_sealed: string | null;
    tail: string | null;
    card_id: Id<'card'> | null;
    pick_up_at: string | null;
    ordered_by: Id<'staff'>;
    ordered_by_name: string;
    ordered_at: Date;
    made_at: Date | null;
    ready_at: Date | null;
    handed_over_at: Date | null;
    handed_over_by_name: string | null;
    signature: CardSignature | null;
    cancelled_at: Date | null;
    cancelled_because: string | null;
    fee_returned: Generated<boolean>;
  };
  'cards.operator_account': { purpose: OperatorPurpose; account_id: number };
  'cards.emergency_code': {
    wallet_id: Id<'wallet'>;
    member_id: Id<'member'>;
    code_hash: string | null;
    set_at: Date | null;
    wrong_count: Generated<number>;
    wrong_on: string | null;
    used_on: string | null;
    payment_id: string | null;
  };
};

/** What the operator's own accounts of this module are for. */
export type OperatorPurpose = 'fee' | 'migration' | 'deposit';
