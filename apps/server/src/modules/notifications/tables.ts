import type { IncidentState, Language, NoticeChannel, NoticeKind, OuterChannel } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { ColumnType, Generated } from 'kysely';

type Json<Value> = ColumnType<Value, string, string>;
type PersonKind = 'member' | 'staff';

export type NotificationsTables = {
  'notifications.notice': {
    id: Id<'notice'>;
    person_kind: PersonKind;
    person_id: string;
    kind: NoticeKind;
    params: Json<Record<string, string | number>>;
    listed: boolean;
    source_key: string | null;
    announcement_id: Id<'announcement'> | null;
    at: Date;
    read_at: Date | null;
  };
  'notifications.push_device': {
    id: Id<'push'>;
    person_kind: PersonKind;
    person_id: string;
    endpoint_hash: string;
    subscription_sealed: string;
    label: string;
    created_at: Date;
    last_sent_at: Date | null;
  };
  'notifications.delivery': {
    id: Id<'delivery'>;
    notice_id: Id<'notice'>;
    person_kind: PersonKind;
    person_id: string;
    kind: NoticeKind;
    channel: OuterChannel;
    push_id: Id<'push'> | null;
    state: 'waiting' | 'sending' | 'sent' | 'refused' | 'givenUp' | 'unknown' | 'cancelled';
    tries: Generated<number>;
    by_hand: Generated<boolean>;
    send_after: Date;
    claimed_at: Date | null;
    address_masked: string | null;
    last_error: string | null;
    created_at: Date;
    sent_at: Date | null;
  };
  'notifications.preference': {
    person_kind: PersonKind;
    person_id: string;
    language: Language | null;
    channels: Json<Record<string, Record<string, boolean>>>;
    quiet_mode: 'operator' | 'own' | 'off';
    quiet_from: string;
    quiet_to: string;
    spend_alert: 'off' | 'over' | 'always';
    spend_over_minor: number;
    changed_at: Date;
  };
  'notifications.template': {
    kind: NoticeKind;
    channel: NoticeChannel;
    language: Language;
    version: number;
    subject: string | null;
    body: string | null;
    changed_at: Date;
    changed_by: string;
  };
  'notifications.push_key': { only_one: Generated<boolean>; public_key: string; private_sealed: string; created_at: Date };
  'notifications.announcement': {
    id: Id<'announcement'>;
    state: 'draft' | 'scheduled' | 'published' | 'withdrawn';
    title_zh: string;
    title_en: string;
    text_zh: string;
    text_en: string;
    audience: Json<StoredAudience>;
    channels: OuterChannel[];
    publish_at: Date | null;
    published_at: Date | null;
    withdrawn_at: Date | null;
    reached_id: string | null;
    reaching: PersonKind | null;
    reached_count: Generated<number>;
    audience_count: Generated<number | null>;
    created_at: Date;
    created_by: string;
  };
  'notifications.incident': {
    id: Id<'incident'>;
    title_zh: string;
    title_en: string;
    weight: 'minor' | 'major' | 'critical';
    parts: IncidentPart[];
    state: IncidentState;
    started_at: Date;
    resolved_at: Date | null;
  };
  'notifications.incident_update': {
    id: Id<'incidentUpdate'>;
    incident_id: Id<'incident'>;
    state: IncidentState;
    text_zh: string;
    text_en: string;
    at: Date;
  };
};

type IncidentPart = 'payments' | 'topUps' | 'payCode' | 'memberApp' | 'terminals' | 'console' | 'signIn';

export type StoredAudience = {
  organizationIds: Id<'organization'>[];
  departmentIds: Id<'department'>[];
  memberKinds: ('student' | 'staff' | 'visitor' | 'customer' | 'guardian')[];
  withStaff: boolean;
};
