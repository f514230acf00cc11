import type { Id, Minor } from '@tessera/kernel';
import type { Generated } from 'kysely';

export type WalletsTables = {
  'wallets.wallet': {
    id: Id<'wallet'>;
    member_id: Id<'member'>;
    account_id: number;
    no_pin_floor_minor: Minor;
    pin_hash: string | null;
    pin_salt: string | null;
    pin_failures: Generated<number>;
    opened_at: Date;
  };
};
