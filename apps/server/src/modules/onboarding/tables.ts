import type { MEMBER_KINDS, PROVIDER_MATCHES, ProviderKind, Realm } from '@tessera/contract';
import type { Id } from '@tessera/kernel';

export type ProviderRow = {
  key: string;
  kind: ProviderKind;
  name_zh: string;
  name_en: string;
  base_url: string;
  client_id: string;
  secret_sealed: string | null;
  scopes: string;
  for_members: boolean;
  for_staff: boolean;
  match_by: (typeof PROVIDER_MATCHES)[number];
  user_name_claim: string;
  joins_as: (typeof MEMBER_KINDS)[number] | null;
  enabled: boolean;
  changed_at: Date;
};

export type OnboardingTables = {
  'onboarding.provider': ProviderRow;
  'onboarding.handshake': {
    state_hash: string;
    browser_hash: string;
    provider_key: string;
    realm: Realm;
    nonce: string;
    verifier_sealed: string;
    return_to: string;
    user_id: Id<'user'> | null;
    expires_at: Date;
  };
  'onboarding.link': { provider_key: string; realm: Realm; subject: string; user_id: Id<'user'>; label: string; linked_at: Date };
};
