import type { ChatAuthor, ChatLineKind, ChatState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Generated } from 'kysely';

export type ChatsTables = {
  'chats.chat': {
    id: Id<'chat'>;
    member_id: Id<'member'>;
    state: ChatState;
    agent_id: Id<'staff'> | null;
    agent_name: string | null;
    opened_at: Date;
    last_at: Date;
    last_text: string;
    last_by: ChatAuthor;
    desk_unread: Generated<number>;
    member_unread: Generated<number>;
    closed_at: Date | null;
    dispute_id: Id<'dispute'> | null;
  };
  'chats.line': {
    id: Id<'chatLine'>;
    chat_id: Id<'chat'>;
    kind: ChatLineKind;
    author: ChatAuthor;
    author_name: string | null;
    text: string;
    at: Date;
  };
};
