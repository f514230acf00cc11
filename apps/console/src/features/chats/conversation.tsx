import type { Chat, ChatLine } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { chatStep } from '@tessera/ui';
import { Button, Input, Select, Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { TEXT_MAX, useChat, useChatDesk, useEnd, useHand, useMoveToCase, useSay, useSeen, useTake } from './use-chats.ts';

type Props = { chatId: Id<'chat'>; draft: string; onDraft: (text: string) => void; onOpen: (chatId: Id<'chat'> | undefined) => void };

/** One conversation. What arrives while it is looked at counts as seen. */
export function Conversation({ chatId, draft, onDraft, onOpen }: Props) {
  const t = useTexts();
  const found = useChat(chatId);
  const seen = useSeen();
  const { mutate: markSeen } = seen;
  const isUnseen = found.data?.chat.isMine === true && found.data.chat.unread > 0;
  const count = found.data?.chat.unread;
  useEffect(() => {
    if (isUnseen && count) markSeen({ chatId });
  }, [isUnseen, count, markSeen, chatId]);
  return (
    <Panel className="chats-talk" testId="conversation">
      <Button className="chats-back" type="link" icon={<Icon name="left" size={14} />} onClick={() => onOpen(undefined)}>
        {t('chats.back')}
      </Button>
      <ErrorNotice error={found.error} onRetry={() => found.refetch()} />
      {found.isPending && <Skeleton active title={false} paragraph={{ rows: 8 }} />}
      {found.data && (
        <>
          <Head chat={found.data.chat} />
          <Lines lines={found.data.lines} />
          {found.data.chat.state === 'closed' ? <Ended chat={found.data.chat} /> : <Compose chat={found.data.chat} draft={draft} onDraft={onDraft} />}
          <Earlier chats={found.data.earlier} onOpen={onOpen} />
        </>
      )}
    </Panel>
  );
}

function Head({ chat }: { chat: Chat }) {
  const t = useTexts();
  const can = useCan();
  const name = `${chat.memberName} ${chat.memberNumber}`;
  return (
    <div className="chat-head">
      <span className="two-lines">
        <strong>{can('members.read') ? <Link to={`/members/${chat.memberId}`}>{name}</Link> : name}</strong>
        <small>{chat.agentName ? t('chats.with', { name: chat.agentName }) : t(`chatState.${chat.state}`)}</small>
      </span>
      {chat.state !== 'closed' && <Acts chat={chat} />}
    </div>
  );
}

function Acts({ chat }: { chat: Chat }) {
  const t = useTexts();
  const confirm = useConfirm();
  const { staff } = useSession();
  const take = useTake();
  const hand = useHand();
  const end = useEnd();
  const move = useMoveToCase();
  const desk = useChatDesk();
  const of = { chatId: chat.id };
  if (!chat.isMine) {
    return (
      <span className="row-acts">
        <ErrorNotice error={take.error} />
        <Button type="primary" loading={take.isPending} onClick={() => take.mutate({ ...of, fromStaffId: chat.agentId })} data-testid="chat-take">
          {t(chat.agentId ? 'chats.takeOver' : 'chats.take')}
        </Button>
      </span>
    );
  }
  const colleagues = (desk.data?.items ?? []).filter(({ staffId }) => staffId !== staff?.staffId);
  return (
    <span className="row-acts">
      <ErrorNotice error={hand.error ?? end.error ?? move.error} />
      <Select<string>
        value={null}
        placeholder={t('chats.hand')}
        aria-label={t('chats.hand')}
        loading={hand.isPending}
        popupMatchSelectWidth={false}
        options={[{ value: '', label: t('chats.handBack') }, ...colleagues.map(({ staffId, name }) => ({ value: String(staffId), label: name }))]}
        onChange={(value) => hand.mutate({ ...of, staffId: colleagues.find(({ staffId }) => staffId === value)?.staffId ?? null })}
        data-testid="chat-hand"
      />
      <Button
        onClick={() =>
          confirm({ title: t('chats.moveTitle'), changes: [t('chats.moveChange')], ok: t('chats.move'), run: () => move.mutateAsync(of) })
        }
        data-testid="chat-move"
      >
        {t('chats.move')}
      </Button>
      <Button
        danger
        onClick={() =>
          confirm({ title: t('chats.endTitle'), changes: [t('chats.endChange')], ok: t('chats.end'), danger: true, run: () => end.mutateAsync(of) })
        }
        data-testid="chat-end"
      >
        {t('chats.end')}
      </Button>
    </span>
  );
}

/** The newest stays in sight, as one expects of a conversation. */
function Lines({ lines }: { lines: readonly ChatLine[] }) {
  const t = useTexts();
  const box = useRef<HTMLOListElement>(null);
  const count = lines.length;
  useEffect(() => {
    if (count > 0 && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [count]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable with the keyboard.
    <ol className="chat-lines" ref={box} tabIndex={0} aria-label={t('chats.lines')} aria-live="polite" data-testid="chat-lines">
      {lines.map((line) =>
        line.kind === 'message' ? (
          <li key={line.id} className={`chat-line chat-line-${line.author}`}>
            <p>{line.text}</p>
            <small>
              {line.authorName && `${line.authorName} · `}
              <Time at={line.at} />
            </small>
          </li>
        ) : (
          <li key={line.id} className="chat-step">
            {chatStep(t, line)} · <Time at={line.at} />
          </li>
        ),
      )}
    </ol>
  );
}

function Compose({ chat, draft, onDraft }: { chat: Chat; draft: string; onDraft: (text: string) => void }) {
  const t = useTexts();
  const say = useSay();
  if (!chat.isMine) return <p className="chat-hint">{t(chat.agentId ? 'chats.notMine' : 'chats.takeFirst')}</p>;
  const send = async () => {
    const text = draft.trim();
    if (text === '' || say.isPending) return;
    await say.mutateAsync({ chatId: chat.id, text });
    onDraft('');
  };
  return (
    <div className="chat-compose">
      <ErrorNotice error={say.error} />
      <Input.TextArea
        value={draft}
        autoFocus
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={TEXT_MAX}
        placeholder={t('chats.write')}
        aria-label={t('chats.write')}
        onChange={(event) => onDraft(event.target.value)}
        onPressEnter={(event) => {
          if (event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void send().catch(() => undefined);
        }}
        data-testid="chat-text"
      />
      <Button
        type="primary"
        icon={<Icon name="send" size={16} />}
        loading={say.isPending}
        disabled={draft.trim() === ''}
        onClick={() => void send().catch(() => undefined)}
        data-testid="chat-send"
      >
        {t('chats.send')}
      </Button>
    </div>
  );
}

function Ended({ chat }: { chat: Chat }) {
  const t = useTexts();
  const can = useCan();
  return (
    <p className="chat-hint">
      {t('chats.ended')} {chat.disputeId && can('disputes.read') && <Link to={`/disputes/${chat.disputeId}`}>{t('chats.toCase')}</Link>}
    </p>
  );
}

function Earlier({ chats, onOpen }: { chats: readonly Chat[]; onOpen: (chatId: Id<'chat'>) => void }) {
  const t = useTexts();
  if (chats.length === 0) return null;
  return (
    <details className="chat-earlier">
      <summary>{t('chats.earlier', { count: chats.length })}</summary>
      {chats.map((chat) => (
        <Button key={chat.id} type="link" className="flush-link" onClick={() => onOpen(chat.id)}>
          <Time at={chat.openedAt} /> {chat.lastText}
        </Button>
      ))}
    </details>
  );
}
