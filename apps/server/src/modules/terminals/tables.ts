import type { Id, Minor } from '@tessera/kernel';
import type { ColumnType, Generated } from 'kysely';
import type { TerminalKind, TerminalStatus } from './terminal.ts';

export type TerminalsTables = {
  'terminals.terminal': {
    id: Id<'terminal'>;
    organization_id: Id<'organization'>;
    name: string;
    kind: TerminalKind;
    status: TerminalStatus;
    policy_version: Generated<number>;
    max_amount_minor: Minor;
    refunds_allowed: boolean;
    enrolment_hash: string | null;
    enrolment_expires_at: Date | null;
    token_hash: string | null;
    last_seen_at: Date | null;
    /** A shop of the merchant's, as the module of shops knows it. */
    shop_id: ColumnType<Id<'shop'> | null, undefined, Id<'shop'> | null>;
    created_at: Date;
    revoked_at: Date | null;
  };
};
