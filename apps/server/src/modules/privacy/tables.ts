import type { Purpose } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Generated, GeneratedAlways } from 'kysely';

export type PrivacyTables = {
  'privacy.notice': {
    version: number;
    status: 'draft' | 'published';
    body_zh: string;
    body_en: string;
    summary_zh: string;
    summary_en: string;
    effective_at: Date | null;
    published_at: Date | null;
    published_by: string | null;
  };
  'privacy.consent': {
    id: Id<'consent'>;
    seq: GeneratedAlways<number>;
    member_id: Id<'member'>;
    purpose: Purpose;
    given: boolean;
    notice_version: number;
    at: Date;
    by_guardian: Generated<boolean>;
  };
  'privacy.export': {
    id: Id<'export'>;
    member_id: Id<'member'>;
    status: 'waiting' | 'ready' | 'failed' | 'expired';
    requested_at: Date;
    ready_at: Date | null;
    expires_at: Date | null;
    bytes: number | null;
  };
  'privacy.export_piece': { export_id: Id<'export'>; position: number; piece_sealed: string };
  'privacy.erasure': {
    id: Id<'erasure'>;
    member_id: Id<'member'>;
    origin: 'member' | 'staff';
    status: 'proposed' | 'waiting' | 'blocked' | 'done' | 'cancelled';
    reason: string | null;
    requested_by: string;
    requested_by_name: string;
    requested_at: Date;
    confirmed_by: string | null;
    confirmed_by_name: string | null;
    due_at: Date | null;
    obstacles: Generated<string[]>;
    settled_at: Date | null;
  };
};
