import type { ColumnType, Generated } from 'kysely';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** A day; read it as `business_on::text`, the driver would make an instant of it. */
type Day = ColumnType<string, string, string>;

export interface LedgerUnit {
  id: Generated<number>;
  code: string;
}

export interface LedgerAccount {
  id: Generated<number>;
  owner: string;
  balance: Generated<number>;
  held: Generated<number>;
  floor: number | null;
  seq: Generated<number>;
  nonce: Generated<number>;
  tx_limit: number | null;
  day_limit: number | null;
  imposed_tx_limit: number | null;
  imposed_day_limit: number | null;
  day_spent: Generated<number>;
  opened_at: Timestamp;
  day_on: Generated<Day>;
  fence: Generated<number>;
  bucket: number;
  unit: number;
  kind: number;
  status: Generated<number>;
  hot: Generated<boolean>;
}

export interface LedgerTransfer {
  id: string;
  debit: number;
  credit: number;
  amount: number;
  fingerprint: number;
  balance_after: number | null;
  page: number;
  at: Timestamp;
  business_on: Day;
  bucket: number;
  unit: number;
  code: number;
  lane: number;
  ordinal: number;
  flags: number;
  via: number | null;
  origin: string | null;
  original: string | null;
  posting: string | null;
  payer: number | null;
  payer_balance: number | null;
}

export interface LedgerDecline {
  id: string;
  debit: number;
  credit: number;
  amount: number;
  fingerprint: number;
  at: Timestamp;
  business_on: Day;
  bucket: number;
  code: number;
  reason: number;
  via: number | null;
  origin: string | null;
}

export interface LedgerHold {
  id: string;
  debit: number;
  credit: number;
  amount: number;
  fingerprint: number;
  at: Timestamp;
  expires_at: Timestamp;
  resolved_at: Timestamp | null;
  business_on: Day;
  bucket: number;
  code: number;
  state: Generated<number>;
  via: number | null;
  origin: string | null;
  capture: string | null;
}

export interface LedgerRefundGuard {
  original: string;
  total: number;
  bucket: number;
}

export interface LedgerLane {
  lane: number;
  page: Generated<number>;
  hash: Generated<Buffer>;
}

export interface LedgerPage {
  lane: number;
  seq: number;
  at: Timestamp;
  business_on: Day;
  count: number;
  total: number;
  transfers: string[];
  accounts: number[];
  codes: number[];
  debits: number[];
  credits: number[];
  counts: number[];
  prev: Buffer;
  hash: Buffer;
}

export interface LedgerAnchor {
  at: Timestamp;
  lanes: number[];
  pages: number[];
  hashes: Buffer[];
  hash: Buffer;
}

export interface LedgerSubscriber {
  name: string;
}

export interface LedgerSubscriberPosition {
  subscriber: string;
  lane: number;
  page: Generated<number>;
}

export interface LedgerRollup {
  account: number;
  business_on: Day;
  code: number;
  debit: number;
  credit: number;
  count: number;
}

/** A type, not an interface: Kysely wants an index signature. */
export type LedgerTables = {
  'ledger.unit': LedgerUnit;
  'ledger.account': LedgerAccount;
  'ledger.transfer': LedgerTransfer;
  'ledger.decline': LedgerDecline;
  'ledger.hold': LedgerHold;
  'ledger.refund_guard': LedgerRefundGuard;
  'ledger.lane': LedgerLane;
  'ledger.page': LedgerPage;
  'ledger.anchor': LedgerAnchor;
  'ledger.subscriber': LedgerSubscriber;
  'ledger.subscriber_position': LedgerSubscriberPosition;
  'ledger.rollup': LedgerRollup;
  'ledger.hot_total': LedgerRollup;
};
