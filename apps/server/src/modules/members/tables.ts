import type { IdNumberKind, Member, PrivateField } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Generated, GeneratedAlways } from 'kysely';

export type MembersTables = {
  'members.member': {
    id: Id<'member'>;
    user_id: Id<'user'>;
    member_number: string;
    search_number: GeneratedAlways<string>;
    name: string;
    search_name: GeneratedAlways<string>;
    search_given: GeneratedAlways<string>;
    search_spelling: Generated<string>;
    search_initials: Generated<string>;
    search_given_spelling: Generated<string>;
    kind: Member['kind'];
    department: string | null;
    department_id: Id<'department'> | null;
    issuer_id: Id<'organization'> | null;
    phone_sealed: string | null;
    phone_hash: string | null;
    phone_masked: string | null;
    status: Generated<Member['status']>;
    created_at: Date;
    forgotten_at: Date | null;
  };
  'members.private_field': {
    member_id: Id<'member'>;
    field: PrivateField;
    kind: IdNumberKind | null;
    value_sealed: string;
    value_hash: string | null;
    masked: string;
    changed_at: Date;
  };
};
