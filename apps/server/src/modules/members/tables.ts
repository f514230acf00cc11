import type { Member } from '@tessera/contract';
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
    kind: Member['kind'];
    department: string | null;
    phone_sealed: string | null;
    phone_hash: string | null;
    phone_masked: string | null;
    status: Generated<Member['status']>;
    created_at: Date;
  };
};
