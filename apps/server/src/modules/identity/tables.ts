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
    email_key: string | null;
    email_sealed: string | null;
    password_is: PasswordIs;
    password_set_at: Date | null;
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
  'identity.session': {
    id: string;
    user_id: Id<'user'>;
    expires_at: Date;
    ip_address: string | null;
    user_agent: string | null;
    signed_in_by: string;
    second_factor_at: Date | null;
    ticket_hash: string | null;
    created_at: Date;
    updated_at: Date;
  };
  'identity.one_time_code': { key: string; code_hash: string; tries: Generated<number>; expires_at: Date };
  'identity.attempt': { key: string; count: number; window_ends_at: Date };
  'identity.past_password': { user_id: Id<'user'>; set_at: Date; password: string };
  'identity.totp': { user_id: Id<'user'>; secret_sealed: string; last_step: Generated<number>; confirmed_at: Date | null; created_at: Date };
  'identity.recovery_code': { user_id: Id<'user'>; code_hash: string };
  'identity.passkey': {
    id: Id<'passkey'>;
    user_id: Id<'user'>;
    credential_id: string;
    public_key: Uint8Array;
    counter: number;
    transports: string[];
    name: string;
    created_at: Date;
    last_used_at: Date | null;
  };
  'identity.challenge': { session_id: string; purpose: 'add' | 'check'; challenge: string; expires_at: Date };
};

/** `initial`: somebody else chose it, so that it is to be replaced at the first sign-in. */
export type PasswordIs = 'none' | 'initial' | 'own';
