import type { Id } from '@tessera/kernel';
import type { Generated } from 'kysely';
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
    voided_at: Date | null;
  };
};
