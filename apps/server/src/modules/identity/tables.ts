import type { Realm } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Generated } from 'kysely';

/** What our own queries touch; the rest of these tables is read and written by better-auth. */
export type IdentityTables = {
  'identity.user': {
    id: Id<'user'>;
    realm: Realm;
    login: string;
    phone_key: string | null;
    name: string;
    email: string;
    created_at: Date;
    updated_at: Date;
  };
  'identity.account': {
    id: Id<'account'>;
    user_id: Id<'user'>;
    account_id: string;
    provider_id: string;
    password: string | null;
    created_at: Date;
    updated_at: Date;
  };
  'identity.session': { id: string; user_id: Id<'user'>; expires_at: Date; updated_at: Date };
  'identity.phone_code': { phone_key: string; code_hash: string; tries: Generated<number>; expires_at: Date };
  'identity.attempt': { key: string; count: number; window_ends_at: Date };
};
