import type { ApplicationState, ContractState, DocumentType, MERCHANT_CATEGORIES, SettlementCycle } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Read it as text: the driver would make an instant of it. */
type Day = ColumnType<string, string, string>;

export type MerchantsTables = {
  'merchants.application': {
    id: Id<'application'>;
    company_name: string;
    registration_number: string;
    search_name: GeneratedAlways<string>;
    category: (typeof MERCHANT_CATEGORIES)[number];
    contact_name: string;
    phone_sealed: string;
    phone_hash: string;
    region: string;
    address: string;
    note: string;
    state: Generated<ApplicationState>;
    message: Generated<string>;
    revision: Generated<number>;
    uploads: Generated<number>;
    reviewed_by: ColumnType<Id<'staff'> | null, undefined, Id<'staff'>>;
    reviewed_by_name: ColumnType<string | null, undefined, string>;
    organization_id: ColumnType<Id<'organization'> | null, undefined, Id<'organization'>>;
    submitted_at: Date;
    changed_at: Date;
  };
  'merchants.document': {
    id: Id<'document'>;
    application_id: Id<'application'>;
    name: string;
    type: DocumentType;
    bytes: number;
    content_sealed: string;
    added_at: Date;
  };
  'merchants.contract': {
    id: Id<'contract'>;
    application_id: Id<'application'> | null;
    organization_id: Id<'organization'> | null;
    version: ColumnType<number | null, undefined, number>;
    commission_bps: number;
    cycle: SettlementCycle;
    min_payout_minor: Minor;
    payout_holder: string;
    payout_bank: string;
    payout_sealed: string;
    payout_tail: string;
    valid_from: Day;
    ended_on: ColumnType<string | null, undefined, string>;
    state: Generated<ContractState>;
    drawn_by: Id<'staff'>;
    drawn_by_name: string;
    drawn_at: Date;
    signed_by: ColumnType<Id<'staff'> | null, undefined, Id<'staff'>>;
    signed_by_name: ColumnType<string | null, undefined, string>;
    signed_at: ColumnType<Date | null, undefined, Date>;
  };
  'merchants.payable': {
    organization_id: Id<'organization'>;
    account_id: number;
    opened_at: Date;
  };
  'merchants.shop': {
    id: Id<'shop'>;
    organization_id: Id<'organization'>;
    name: string;
    region: string;
    address: string;
    search_name: GeneratedAlways<string>;
    phone: string;
    opens_at: string;
    closes_at: string;
    open_days: number[];
    latitude: number | null;
    longitude: number | null;
    state: Generated<'on' | 'off'>;
    created_at: Date;
  };
};
