import type { GUARDIAN_CONSENTS, GuardianshipEnding, GuardianshipOrigin, MERCHANT_CATEGORIES, Relation } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import type { Generated } from 'kysely';

export type MerchantCategory = (typeof MERCHANT_CATEGORIES)[number];

export type GuardiansTables = {
  'guardians.ward': { member_id: Id<'member'>; born_on: BusinessDay; entered_at: Date };
  'guardians.guardianship': {
    id: Id<'guardianship'>;
    child_id: Id<'member'>;
    guardian_id: Id<'member'>;
    relation: Relation;
    origin: GuardianshipOrigin;
    consent: (typeof GUARDIAN_CONSENTS)[number];
    made_by: Id<'staff'> | null;
    made_by_name: string | null;
    since: Date;
    ended_at: Date | null;
    ended_by: GuardianshipEnding | null;
    end_reason: string | null;
  };
  'guardians.invitation': {
    id: Id<'invitation'>;
    child_id: Id<'member'>;
    code_hash: string;
    created_by: Id<'staff'>;
    created_at: Date;
    expires_at: Date;
    used_at: Date | null;
  };
  'guardians.allowance': {
    member_id: Id<'member'>;
    transaction_limit_minor: Minor | null;
    day_limit_minor: Minor | null;
    no_pin_floor_minor: Minor | null;
    refused_categories: Generated<MerchantCategory[]>;
    set_by: Id<'member'>;
    set_at: Date;
  };
};
