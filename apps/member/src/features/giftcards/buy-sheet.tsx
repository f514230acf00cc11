import type { GiftCardOnSale, SentGiftCard } from '@tessera/contract';
import { formatMoney, type Minor, parseAmount, toMinor } from '@tessera/kernel';
import { giftPriceOf } from '@tessera/rules';
import { errorKey, isUnanswered, Money, useNamed } from '@tessera/ui';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { AmountInput } from '../../shared/amount-input.tsx';
import { Button } from '../../shared/button.tsx';
import inputs from '../../shared/input.module.css';
import { PinPad } from '../../shared/pin-pad.tsx';
import { useOwnMember, useOwnWallet } from '../../shared/queries.ts';
import { Sheet } from '../../shared/sheet.tsx';
import { ShortOfMoney } from '../../shared/short-of-money.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import styles from './gift-cards.module.css';
import { useGiftTexts } from './texts.ts';
import type { useBuyGiftCard } from './use-gift-cards.ts';

const NAME_MAX = 40;
const MESSAGE_MAX = 120;
const PHONE_MAX = 20;

type Greeting = { senderName: string; recipientName: string; message: string; recipientPhone: string };
/** What is bought and for whom, once chosen. */
export type Choice = { faceMinor: Minor; priceMinor: Minor; greeting: Greeting };

/** `buy` outlives the sheet: closed before an answer came and opened again, it is the same purchase. */
type Buying = {
  kind: GiftCardOnSale;
  buy: ReturnType<typeof useBuyGiftCard>;
  onChoice: (choice: Choice | null) => void;
  onBought: (id: SentGiftCard['id']) => void;
};

/** First what and for whom, then the PIN; what was bought is shown at once, to be passed on. */
export function BuySheet(props: Buying & { choice: Choice | null; onClose: () => void }) {
  const words = useGiftTexts();
  const named = useNamed();
  const member = useOwnMember();
  const [greeting, setGreeting] = useState<Greeting>({ senderName: member.data?.name ?? '', recipientName: '', message: '', recipientPhone: '' });
  const { kind, choice, onClose, ...buying } = props;
  return (
    <Sheet title={`${words('giftCards.buyTitle')} · ${named(kind.name)}`} onClose={onClose} testId="gift-buy-sheet">
      {choice ? (
        <Pay kind={kind} choice={choice} {...buying} />
      ) : (
        <Choose
          kind={kind}
          greeting={greeting}
          onGreeting={setGreeting}
          onChosen={(faceMinor) => buying.onChoice({ faceMinor, priceMinor: giftPriceOf(faceMinor, kind.priceBps), greeting })}
        />
      )}
    </Sheet>
  );
}

type Choosing = { kind: GiftCardOnSale; greeting: Greeting; onGreeting: (greeting: Greeting) => void; onChosen: (faceMinor: Minor) => void };

function Choose({ kind, greeting, onGreeting, onChosen }: Choosing) {
  const words = useGiftTexts();
  const { amounts } = kind;
  const [chosen, setChosen] = useState(amounts.kind === 'fixed' ? amounts.amountsMinor[0] : undefined);
  const [text, setText] = useState('');
  const [isAsked, setAsked] = useState(false);
  const faceMinor = amounts.kind === 'fixed' ? chosen : inBounds(text, amounts);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (faceMinor !== undefined) onChosen(toMinor(faceMinor));
  };
  const field = (name: keyof Greeting, label: string, max: number) => (
    <label>
      {label}
      <input
        className={inputs.input}
        type={name === 'recipientPhone' ? 'tel' : 'text'}
        value={greeting[name]}
        maxLength={max}
        onChange={(event) => onGreeting({ ...greeting, [name]: event.target.value })}
        data-testid={`gift-${name}`}
      />
    </label>
  );
  return (
    <form className={styles.form} onSubmit={submit}>
      {amounts.kind === 'fixed' ? (
        <fieldset className={styles.amounts} aria-label={words('giftCards.amount')}>
          {amounts.amountsMinor.map((minor) => (
            <button key={minor} type="button" className={styles.amount} aria-pressed={minor === chosen} onClick={() => setChosen(minor)}>
              <Money minor={minor} />
            </button>
          ))}
        </fieldset>
      ) : (
        <FreeAmount bounds={amounts} text={text} onText={setText} isWrong={isAsked && faceMinor === undefined} />
      )}
      {field('recipientName', words('giftCards.recipient'), NAME_MAX)}
      {field('message', words('giftCards.message'), MESSAGE_MAX)}
      {field('senderName', words('giftCards.sender'), NAME_MAX)}
      {field('recipientPhone', words('giftCards.phone'), PHONE_MAX)}
      <small className={styles.hint}>{words('giftCards.phoneHint')}</small>
      <Button type="submit" wide data-testid="gift-next">
        {words('giftCards.next', { price: faceMinor === undefined ? '' : formatMoney(giftPriceOf(toMinor(faceMinor), kind.priceBps)) })}
      </Button>
    </form>
  );
}

type Bounds = { leastMinor: number; mostMinor: number };

function FreeAmount(props: { bounds: Bounds; text: string; onText: (text: string) => void; isWrong: boolean }) {
  const words = useGiftTexts();
  const bounds = { least: formatMoney(toMinor(props.bounds.leastMinor)), most: formatMoney(toMinor(props.bounds.mostMinor)) };
  return (
    <div>
      <span className={styles.hint}>{words('giftCards.amountFree', bounds)}</span>
      <AmountInput
        text={props.text}
        onText={props.onText}
        aria-label={words('giftCards.amount')}
        aria-invalid={props.isWrong}
        data-testid="gift-amount"
      />
      <p className={styles.problem} role="alert">
        {props.isWrong ? words('giftCards.amountWrong', bounds) : ''}
      </p>
    </div>
  );
}

function inBounds(text: string, { leastMinor, mostMinor }: Bounds): Minor | undefined {
  const minor = parseAmount(text);
  return minor !== undefined && minor >= leastMinor && minor <= mostMinor ? minor : undefined;
}

/** Without an answer only the very same is sent again; before that, what was chosen can be changed. */
function Pay({ kind, choice, buy, onChoice, onBought }: Buying & { choice: Choice }) {
  const t = useTexts();
  const words = useGiftTexts();
  const toast = useToast();
  const wallet = useOwnWallet();
  const { faceMinor, priceMinor } = choice;
  const { recipientPhone, ...greeting } = choice.greeting;
  const price = formatMoney(priceMinor);
  const missingMinor = toMinor(wallet.data ? Math.max(0, priceMinor - wallet.data.availableMinor) : 0);
  const send = (wish: NonNullable<typeof buy.variables>) =>
    buy.mutate(wish, {
      onSuccess: (sent) => {
        toast(words('giftCards.bought'));
        onBought(sent.id);
      },
    });
  const pay = (pin: string) => {
    const phone = recipientPhone.replace(/[\s-]/g, '');
    send({ kindId: kind.id, faceMinor, priceMinor, ...greeting, ...(phone && { recipientPhone: phone }), pin });
  };
  const { variables: sent } = buy;
  if (sent && isUnanswered(buy.error)) {
    return (
      <div className={styles.form}>
        <p role="alert">{words('giftCards.unanswered')}</p>
        <Button wide onClick={() => send(sent)} data-testid="gift-retry">
          {t('action.retry')}
        </Button>
      </div>
    );
  }
  if (buy.isIdle && missingMinor > 0) {
    return (
      <ShortOfMoney
        missingMinor={missingMinor}
        text={words('giftCards.short', { available: formatMoney(toMinor(wallet.data?.availableMinor ?? 0)), missing: formatMoney(missingMinor) })}
        topUp={words('giftCards.topUp')}
        testId="gift-short"
      />
    );
  }
  if (wallet.data?.pin === 'unset') return <Link to="/limits">{words('giftCards.setPin')}</Link>;
  return (
    <div className={styles.form}>
      <PinPad hint={words('giftCards.pin', { price })} problem={buy.isError ? t(errorKey(buy.error)) : undefined} busy={buy.isPending} onPin={pay} />
      <Button look="quiet" wide disabled={buy.isPending} onClick={() => onChoice(null)} data-testid="gift-back">
        {words('giftCards.back')}
      </Button>
    </div>
  );
}
