import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { memberSatisfactionCatalog } from '@tessera/messages';
import { createTexts, errorKey, errorValues, isUnanswered, useKeyedCall } from '@tessera/ui';
import { type SyntheticEvent, useState } from 'react';
import { Button } from './button.tsx';
import { client } from './client.ts';
import inputs from './input.module.css';
import { Part } from './part.tsx';
import { keys } from './queries.ts';
import { Stars, StarsInput } from './stars.tsx';
import { useToast } from './toast.tsx';
import styles from './verdict-ask.module.css';

const { TextsProvider, useTexts } = createTexts(memberSatisfactionCatalog);
const TEXT_MAX = 500;

type Served = { chatId: Id<'chat'> } | { disputeId: Id<'dispute'> };

/** Asks once how somebody was served, where a chat or a case has ended; of what nobody is asked about it says nothing. */
export function VerdictAsk({ served }: { served: Served }) {
  return (
    <TextsProvider>
      <Ask served={served} />
    </TextsProvider>
  );
}

function Ask({ served }: { served: Served }) {
  const t = useTexts();
  const { data } = useQuery({
    queryKey: keyOf(served),
    queryFn: () => ('chatId' in served ? client.satisfaction.getOwnChatVerdict(served) : client.satisfaction.getOwnCaseVerdict(served)),
  });
  if (!data) return null;
  if (data.score !== null) {
    return (
      <Part data-testid="verdict-told">
        <Stars count={data.score} label={t('verdict.own', { count: data.score })} />
        {data.text ? <p className={styles.said}>{data.text}</p> : null}
      </Part>
    );
  }
  return data.isAsked ? <Form served={served} /> : null;
}

function keyOf(served: Served) {
  return [...('chatId' in served ? keys.chats : keys.disputes), 'verdict', 'chatId' in served ? served.chatId : served.disputeId];
}

function Form({ served }: { served: Served }) {
  const t = useTexts();
  const toast = useToast();
  const queries = useQueryClient();
  const [score, setScore] = useState(0);
  const [text, setText] = useState('');
  const ofChat = useKeyedCall(client.satisfaction.tellOfOwnChat);
  const ofCase = useKeyedCall(client.satisfaction.tellOfOwnCase);
  const send = useMutation({
    mutationFn: (told: { score: number; text: string }) => ('chatId' in served ? ofChat({ ...served, ...told }) : ofCase({ ...served, ...told })),
    onSuccess: (own) => queries.setQueryData(keyOf(served), own),
  });
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    await send.mutateAsync({ score, text: text.trim() });
    toast(t('verdict.thanks'));
  };
  return (
    <form onSubmit={(event) => void submit(event).catch(() => undefined)}>
      <Part data-testid="verdict-ask">
        <StarsInput value={score} onChange={setScore} legend={t('verdict.ask')} label={(count) => t('verdict.score', { count })} />
        {score === 0 ? null : (
          <>
            <textarea
              className={inputs.area}
              maxLength={TEXT_MAX}
              value={text}
              placeholder={t('verdict.text')}
              aria-label={t('verdict.text')}
              onChange={(event) => setText(event.target.value)}
              data-testid="verdict-text"
            />
            {send.isError ? (
              <p className={styles.problem} role="alert">
                {t(isUnanswered(send.error) ? 'verdict.unsure' : errorKey(send.error), errorValues(send.error))}
              </p>
            ) : null}
            <Button type="submit" wide busy={send.isPending} data-testid="verdict-send">
              {t('verdict.send')}
            </Button>
          </>
        )}
      </Part>
    </form>
  );
}
