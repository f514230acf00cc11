import type { Id } from '@tessera/kernel';
import { errorKey, exactTime, isUnanswered } from '@tessera/ui';
import { Navigate, useNavigate, useParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { readId } from '../../shared/ids.ts';
import inputs from '../../shared/input.module.css';
import { useKeptDraft } from '../../shared/kept-draft.ts';
import { Part } from '../../shared/part.tsx';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useToast } from '../../shared/toast.tsx';
import styles from './chats.module.css';
import { Conversation } from './conversation.tsx';
import { TextsProvider, useChatDesk, useChatTexts, useOpenCase, useOwnChats, useStart } from './use-chats.ts';

const TEXT_MAX = 1_000;

/** Writing with the service desk: the chat under way, or the beginning of one; where nobody is there, a case. */
export function ChatPage() {
  return (
    <TextsProvider>
      <Chat />
    </TextsProvider>
  );
}

function Chat() {
  const t = useChatTexts();
  const navigate = useNavigate();
  const chatId = readId<'chat'>(useParams().chatId);
  return (
    <main data-testid="chat-page">
      <PageHeader title={t('chat.title')} onBack={() => navigate('/help', { replace: true })} />
      {chatId ? <Conversation key={chatId} chatId={chatId} /> : <Door />}
    </main>
  );
}

function Door() {
  const t = useChatTexts();
  const desk = useChatDesk();
  // What was read before a chat ended would lead back into it.
  if (desk.isPending || (desk.data?.chatId && desk.isFetching)) return <Skeleton height="12rem" />;
  if (!desk.data) {
    return (
      <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(desk.error))}>
        <Button onClick={() => desk.refetch()}>{t('action.retry')}</Button>
      </Blank>
    );
  }
  if (desk.data.chatId) return <Navigate to={`/help/chat/${desk.data.chatId}`} replace />;
  return (
    <div className={styles.stack}>
      <Begin isOpen={desk.data.isOpen} opensAt={desk.data.opensAt} />
      <Earlier />
    </div>
  );
}

/** The same words begin a chat, or a case while nobody is there. */
function Begin({ isOpen, opensAt }: { isOpen: boolean; opensAt: string }) {
  const t = useChatTexts();
  const toast = useToast();
  const navigate = useNavigate();
  const start = useStart();
  const openCase = useOpenCase();
  const [text, setText] = useKeptDraft('chat');
  const sending = isOpen ? start : openCase;
  const send = async () => {
    if (isOpen) {
      const { id } = await start.mutateAsync({ text: text.trim() });
      setText('');
      navigate(`/help/chat/${id}`);
      return;
    }
    const sent = await openCase.mutateAsync({ kind: 'other', text: text.trim(), freezeCards: false });
    setText('');
    toast(t('chat.caseSent', { number: sent.caseNumber }));
    navigate(`/disputes/${sent.id}`, { replace: true });
  };
  return (
    <Part>
      {isOpen ? null : <strong data-testid="chat-away">{t('chat.away')}</strong>}
      <p className={styles.quiet}>{isOpen ? t('chat.here') : t('chat.awayWhy', { at: exactTime(opensAt).slice(0, 16) })}</p>
      <label className={styles.label} htmlFor="chat-begin">
        {t('chat.begin')}
      </label>
      <textarea
        id="chat-begin"
        className={inputs.area}
        maxLength={TEXT_MAX}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="chat-begin"
      />
      <p className={styles.problem} role="alert">
        {sending.isError ? t(isUnanswered(sending.error) ? 'chat.unsure' : errorKey(sending.error)) : null}
      </p>
      <Button wide busy={sending.isPending} disabled={text.trim() === ''} onClick={() => void send().catch(() => undefined)} data-testid="chat-start">
        {t(isOpen ? 'chat.start' : 'chat.sendCase')}
      </Button>
    </Part>
  );
}

function Earlier() {
  const t = useChatTexts();
  const list = useOwnChats();
  const items = (list.data?.pages ?? []).flatMap((page) => page.items);
  if (items.length === 0) return null;
  return (
    <>
      <strong>{t('chat.earlier')}</strong>
      <RowGroup>
        {items.map((chat) => (
          <Row
            key={chat.id}
            icon="records"
            title={chat.lastText || t(`chatState.${chat.state}`)}
            note={exactTime(chat.openedAt)}
            to={pathOf(chat.id)}
          />
        ))}
      </RowGroup>
      {list.hasNextPage ? (
        <Button look="quiet" wide busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t('chat.more')}
        </Button>
      ) : null}
    </>
  );
}

function pathOf(chatId: Id<'chat'>): string {
  return `/help/chat/${chatId}`;
}
