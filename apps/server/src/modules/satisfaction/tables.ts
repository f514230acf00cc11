import type { ServedKind } from '@tessera/contract';
import type { Id } from '@tessera/kernel';

export type SatisfactionTables = {
  'satisfaction.verdict': {
    id: Id<'verdict'>;
    chat_id: Id<'chat'> | null;
    dispute_id: Id<'dispute'> | null;
    kind: ServedKind;
    member_id: Id<'member'>;
    agent_id: Id<'staff'> | null;
    agent_name: string | null;
    score: number;
    text: string;
    told_at: Date;
  };
};
