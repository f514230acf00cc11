import type { CheckedGiftCard } from '@tessera/contract';
import { errorKey, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { PageHeader, Skeleton } from '../../shared/controls.tsx';
import { dayOf } from '../../shared/days.ts';
import { useSessionQuery } from '../../shared/queries.ts';
import { useTexts } from '../../shared/texts.ts';
import { useNow } from '../../shared/use-now.ts';
import { CodeForm } from './code-form.tsx';
import styles from './gift-cards.module.css';
import { GiftFace } from './gift-face.tsx';
import { codeIn, placeWords, untilWords } from './gift-words.ts';
import { GiftTexts, useGiftTexts } from './texts.ts';
import { useCheckedGiftCard } from './use-gift-cards.ts';

/** Where a link leads, and whoever types a code: what the card is worth, signed in or not. */
export function GiftCardPage() {
  return (
    <GiftTexts>
      <Page />
    </GiftTexts>
  );
}

function Page() {
  const t = useTexts();
  const words = useGiftTexts();
  const navigate = useNavigate();
  const [code, setCode] = useState(() => codeIn(location.hash) ?? '');
  const checked = useCheckedGiftCard(code);
  return (
    <main className={styles.public} data-testid="gift-card-page">
      <PageHeader title={words('giftCards.checkTitle')} />
      {checked.isFetching ? <Skeleton height="12rem" /> : null}
      {checked.data ? <Checked card={checked.data} code={code} /> : null}
      <p className={styles.problem} role="alert">
        {checked.isError ? t(errorKey(checked.error)) : ''}
      </p>
      <Ask onCode={setCode} />
      <Button look="secondary" wide onClick={() => void navigate('/')}>
        {words('giftCards.toApp')}
      </Button>
    </main>
  );
}

function Checked({ card, code }: { card: CheckedGiftCard; code: string }) {
  const t = useTexts();
  const words = useGiftTexts();
  const navigate = useNavigate();
  const session = useSessionQuery();
  const { locale } = useSettings();
  const today = dayOf(useNow(60_000));
  return (
    <>
      <GiftFace card={card} minor={card.balanceMinor ?? card.faceMinor} />
      <p className={styles.text}>
        {placeWords(words, t, card)} · {untilWords(words, card.expiresOn, { locale, today })}
      </p>
      {card.state === 'waiting' ? (
        <Button wide onClick={() => void navigate(`/gift-cards#${code}`)} data-testid="gift-go-take">
          {words(session.data ? 'giftCards.take' : 'giftCards.signIn')}
        </Button>
      ) : (
        <p className={styles.text} role="status">
          {words(STATE_WORDS[card.state])}
        </p>
      )}
    </>
  );
}

const STATE_WORDS = {
  held: 'giftCards.stateTaken',
  blocked: 'giftCards.stateBlocked',
  returned: 'giftCards.stateOver',
  lapsed: 'giftCards.stateOver',
} as const;

function Ask(props: { onCode: (code: string) => void }) {
  const words = useGiftTexts();
  const [text, setText] = useState('');
  return (
    <CodeForm text={text} onText={setText} onCode={props.onCode} hint={words('giftCards.checkHint')} testId="gift-check-code">
      <Button type="submit" look="secondary" disabled={!text.trim()} data-testid="gift-check">
        {words('giftCards.check')}
      </Button>
    </CodeForm>
  );
}
