import type { Chat } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Badge, Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { FilterBar, SearchBox } from '../../shared/filter-bar.tsx';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { Conversation } from './conversation.tsx';
import { QUEUES, type Queue, useChatCounts, useChats } from './use-chats.ts';
import './chats.css';

const FILTERS = ['q'] as const;
const OTHERS = ['only', 'chat'] as const;

/** Who waits, one's own conversations, and one of them at a time; what is half written in each stays until it is sent. */
export function ChatsPage() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const place = useFilters(OTHERS);
  const counts = useChatCounts();
  const [drafts, setDrafts] = useState<ReadonlyMap<Id<'chat'>, string>>(new Map());
  const only = place.pick('only', QUEUES) ?? 'waiting';
  const chatId = readId<'chat'>(place.get('chat'));
  const badge: Partial<Record<Queue, number>> = { waiting: counts.data?.waiting ?? 0, mine: counts.data?.unread ?? 0 };
  return (
    <>
      <PageHeader title={t('nav.chats')} note={t('chats.note')} />
      <div className={chatId ? 'chats chats-open' : 'chats'}>
        <Panel flush className="chats-queue">
          <div className="chats-head">
            <Segmented<Queue>
              block
              value={only}
              options={QUEUES.map((queue) => ({
                value: queue,
                label: (
                  <Badge count={badge[queue] ?? 0} size="small" offset={[8, 0]} title={t(`chats.queue.${queue}`)}>
                    {t(`chats.queue.${queue}`)}
                  </Badge>
                ),
              }))}
              onChange={(queue) => place.set({ only: queue })}
              data-testid="chat-queues"
            />
          </div>
          <FilterBar filters={filters}>
            <SearchBox filters={filters} placeholder={t('chats.search')} />
          </FilterBar>
          <List only={only} q={filters.get('q')} chatId={chatId} onOpen={(id) => place.set({ chat: id })} />
        </Panel>
        {chatId ? (
          <Conversation
            key={chatId}
            chatId={chatId}
            draft={drafts.get(chatId) ?? ''}
            onDraft={(text) => setDrafts((before) => new Map(before).set(chatId, text))}
            onOpen={(id) => place.set({ chat: id })}
          />
        ) : (
          <Panel className="chats-none">
            <EmptyState title={t('chats.choose')} hint={t('chats.chooseHint')} />
          </Panel>
        )}
      </div>
    </>
  );
}

type ListProps = { only: Queue; q: string | undefined; chatId: Id<'chat'> | undefined; onOpen: (chatId: Id<'chat'>) => void };

function List({ only, q, chatId, onOpen }: ListProps) {
  const t = useTexts();
  const list = useChats({ only, q });
  const items = (list.data?.pages ?? []).flatMap((page) => page.items);
  if (list.isPending) return <Skeleton className="padded" active title={false} paragraph={{ rows: 6 }} />;
  return (
    <>
      <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
      {items.length === 0 && !list.error && (
        <EmptyState compact title={t(q ? 'empty.noMatch' : `chats.empty.${only}`)} {...(q && { hint: t('empty.noMatchHint') })} />
      )}
      <ul className="chat-list" aria-label={t('nav.chats')} data-testid="chat-list">
        {items.map((chat) => (
          <li key={chat.id}>
            <Entry chat={chat} isShown={chat.id === chatId} onOpen={() => onOpen(chat.id)} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="chats-more">
          <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t('chats.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Entry({ chat, isShown, onOpen }: { chat: Chat; isShown: boolean; onOpen: () => void }) {
  const t = useTexts();
  return (
    <button type="button" className="chat-entry" aria-current={isShown} onClick={onOpen} data-testid="chat-entry">
      <span className="chat-entry-head">
        <strong>{chat.memberName}</strong>
        <Time at={chat.lastAt} />
      </span>
      <span className="chat-entry-last">
        <span>{chat.lastText}</span>
        {chat.unread > 0 && chat.state !== 'closed' && (
          <Badge count={chat.unread} size="small" title={t('chats.unread', { count: chat.unread })} data-testid="chat-unread" />
        )}
      </span>
      <small>{chat.agentName ? t('chats.with', { name: chat.agentName }) : t(`chatState.${chat.state}`)}</small>
    </button>
  );
}
