import type { ChatLine, OwnChat } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { chatStep, errorKey, isUnanswered, useSettings } from '@tessera/ui';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Skeleton } from '../../shared/controls.tsx';
import { cx } from '../../shared/cx.ts';
import { shortTime } from '../../shared/days.ts';
import inputs from '../../shared/input.module.css';
import { useKeptDraft } from '../../shared/kept-draft.ts';
import { Part } from '../../shared/part.tsx';
import { useNow } from '../../shared/use-now.ts';
import { VerdictAsk } from '../../shared/verdict-ask.tsx';
import styles from './chats.module.css';
import { useChat, useChatTexts, useEnd, useSay, useSeen } from './use-chats.ts';

const TEXT_MAX = 1_000;

/** One chat; new lines come by themselves, and count as seen. */
export function Conversation({ chatId }: { chatId: Id<'chat'> }) {
  const t = useChatTexts();
  const found = useChat(chatId);
  const { mutate: markSeen } = useSeen();
  const unread = found.data?.chat.unread ?? 0;
  useEffect(() => {
    if (unread > 0) markSeen({ chatId });
  }, [unread, markSeen, chatId]);
  if (found.isPending) return <Skeleton height="20rem" />;
  if (!found.data) {
    return (
      <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(found.error))}>
        <Button onClick={() => found.refetch()}>{t('action.retry')}</Button>
      </Blank>
    );
  }
  const { chat, lines } = found.data;
  return (
    <div className={styles.stack}>
      <p className={styles.quiet} role="status" data-testid="chat-state">
        {stateText(t, chat)}
      </p>
      <Lines lines={lines} />
      {chat.state === 'closed' ? <Ended chat={chat} /> : <Compose chat={chat} />}
    </div>
  );
}

function stateText(t: ReturnType<typeof useChatTexts>, chat: OwnChat): string {
  if (chat.state === 'closed') return t('chat.ended');
  return chat.agentName ? t('chat.with', { name: chat.agentName }) : t('chat.waiting');
}

function Lines({ lines }: { lines: readonly ChatLine[] }) {
  const t = useChatTexts();
  const { locale } = useSettings();
  const now = useNow(20_000);
  const end = useRef<HTMLLIElement>(null);
  const count = lines.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  return (
    <Part>
      <ol className={styles.lines} aria-label={t('chat.lines')} aria-live="polite" data-testid="chat-lines">
        {lines.map((line) =>
          line.kind === 'message' ? (
            <li key={line.id} className={cx(styles.line, line.author === 'member' && styles.own)}>
              <p>{line.text}</p>
              <small>
                {line.author === 'member' ? t('chat.you') : line.authorName} · {shortTime(line.at, locale, now)}
              </small>
            </li>
          ) : (
            <li key={line.id} className={styles.step}>
              {chatStep(t, line)}
            </li>
          ),
        )}
        <li ref={end} aria-hidden="true" />
      </ol>
    </Part>
  );
}

function Compose({ chat }: { chat: OwnChat }) {
  const t = useChatTexts();
  const say = useSay();
  const end = useEnd();
  const [text, setText] = useKeptDraft(`chat.${chat.id}`);
  const [isSure, setIsSure] = useState(false);
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() === '' || say.isPending) return;
    await say.mutateAsync({ chatId: chat.id, text: text.trim() });
    setText((now) => (now === text ? '' : now)); // What was typed meanwhile is the next one.
  };
  const failed = say.error ?? end.error;
  return (
    <form className={styles.stack} onSubmit={(event) => void send(event).catch(() => undefined)}>
      <textarea
        className={inputs.area}
        maxLength={TEXT_MAX}
        value={text}
        placeholder={t('chat.write')}
        aria-label={t('chat.write')}
        onChange={(event) => setText(event.target.value)}
        data-testid="chat-text"
      />
      <p className={styles.problem} role="alert">
        {failed ? t(isUnanswered(failed) ? 'chat.unsure' : errorKey(failed)) : null}
      </p>
      <Button wide type="submit" busy={say.isPending} disabled={text.trim() === ''} data-testid="chat-send">
        {t('chat.send')}
      </Button>
      <Button
        look="quiet"
        wide
        busy={end.isPending}
        onClick={() => (isSure ? end.mutate({ chatId: chat.id }) : setIsSure(true))}
        data-testid="chat-end"
      >
        {t(isSure ? 'chat.endSure' : 'chat.end')}
      </Button>
    </form>
  );
}

function Ended({ chat }: { chat: OwnChat }) {
  const t = useChatTexts();
  const navigate = useNavigate();
  return (
    <div className={styles.stack}>
      <VerdictAsk served={{ chatId: chat.id }} />
      {chat.disputeId ? (
        <Button wide onClick={() => navigate(`/disputes/${chat.disputeId}`)} data-testid="chat-case">
          {t('chat.toCase')}
        </Button>
      ) : null}
      <Button look="secondary" wide onClick={() => navigate('/help/chat')} data-testid="chat-again">
        {t('chat.again')}
      </Button>
    </div>
  );
}
