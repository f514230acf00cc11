import type { RedemptionQuote } from '@tessera/contract';
import { ProblemError } from '@tessera/contract/client';
import { formatMoney, toMinor } from '@tessera/kernel';
import { errorKey, isUnanswered } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Skeleton } from '../../shared/controls.tsx';
import { PinPad } from '../../shared/pin-pad.tsx';
import { useOwnWallet } from '../../shared/queries.ts';
import { Sheet } from '../../shared/sheet.tsx';
import { usePaidWords } from './paid-words.ts';
import styles from './redemptions.module.css';
import { useRedemptionTexts } from './texts.ts';
import type { useBook } from './use-redemptions.ts';

/** What a member can do about a decline, by its reason; any other is told as the contract's error. */
const WHYS = [
  'pin_required',
  'pin_wrong',
  'pin_locked',
  'pin_not_set',
  'insufficient_funds',
  'over_transaction_limit',
  'over_day_limit',
  'over_guardian_limit',
  'over_guardian_day_limit',
  'guardian_refused_place',
  'wallet_frozen',
] as const;
type Why = (typeof WHYS)[number];
/** Where that is done. */
const WAYS_OUT: Partial<Record<Why, '/limits' | '/top-up'>> = {
  pin_not_set: '/limits',
  over_transaction_limit: '/limits',
  over_day_limit: '/limits',
  insufficient_funds: '/top-up',
};

function whyOf(error: unknown): Why | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'redemptions.declined') return undefined;
  return WHYS.find((why) => why === error.params.reason);
}

/** The sum of it, points and money. */
export function Total({ quote }: { quote: RedemptionQuote }) {
  const t = useRedemptionTexts();
  const paid = usePaidWords();
  const points = quote.parts.reduce((sum, part) => sum + part.points, 0);
  const off = quote.offers?.discountMinor ?? 0;
  return (
    <p className={styles.total} data-testid="redeem-total" role="status">
      <span>{t('redeem.total')}</span>
      <span className={styles.sum}>
        <b className={styles.number}>{paid({ points, cashMinor: quote.cashMinor })}</b>
        {off > 0 ? <small className={styles.quiet}>{t('redeem.off', { amount: formatMoney(toMinor(off)) })}</small> : null}
      </span>
    </p>
  );
}

/** What was shown and is paid, as it was when the sheet opened. */
export type Order = { quote: RedemptionQuote; wishedAt: string | null; note: string };
type Booking = ReturnType<typeof useBook>;
type Paying = { order: Order; book: Booking; onClose: () => void };

/** At another price the server refuses, and the page asks anew; without an answer only the very same is sent again. */
export function PaySheet({ order, book, onClose }: Paying) {
  const t = useRedemptionTexts();
  const navigate = useNavigate();
  const wallet = useOwnWallet();
  const { quote, wishedAt, note } = order;
  const { itemId, quantity, parts, cashMinor, offers } = quote;
  const counting = { couponIds: offers?.couponIds ?? [], codes: offers?.codes ?? [] };
  const [isRepeating, setRepeating] = useState(false);
  const sent = book.variables;
  const send = (wish: NonNullable<Booking['variables']>) =>
    book.mutate(wish, {
      onSuccess: ({ id }) => void navigate(`/redemptions/${id}`, { replace: true }),
      onError: (error) => setRepeating(isUnanswered(error)),
    });
  const pay = (pin?: string) => send({ itemId, quantity, parts, cashMinor, ...counting, note, wishedAt, ...(pin && { pin }) });
  return (
    <Sheet title={t('redeem.payTitle', { name: quote.itemName })} onClose={onClose} testId="redeem-sheet">
      <div className={styles.stack}>
        <Total quote={quote} />
        {sent && (isRepeating || isUnanswered(book.error)) ? (
          <PayButton book={book} label={t('action.retry')} onPay={() => send(sent)} />
        ) : wallet.data ? (
          <Proof book={book} hasPin={wallet.data.pin === 'set'} onPay={pay} />
        ) : wallet.isError ? (
          <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(wallet.error))}>
            <Button onClick={() => wallet.refetch()}>{t('action.retry')}</Button>
          </Blank>
        ) : (
          <Skeleton height="8rem" />
        )}
      </div>
    </Sheet>
  );
}

/** The PIN where there is one, else a press; or where to mend what stands in the way. */
function Proof({ book, hasPin, onPay }: { book: Booking; hasPin: boolean; onPay: (pin?: string) => void }) {
  const t = useRedemptionTexts();
  const navigate = useNavigate();
  const why = whyOf(book.error);
  const wayOut = why && WAYS_OUT[why];
  const problem = useProblem(book.error);
  if (wayOut) {
    return (
      <>
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
        <Button wide onClick={() => navigate(wayOut)} data-testid="redeem-way-out">
          {t(wayOut === '/limits' ? 'redeem.toLimits' : 'redeem.toTopUp')}
        </Button>
      </>
    );
  }
  if (hasPin || why === 'pin_required') return <PinPad hint={t('redeem.pin')} problem={problem} busy={book.isPending} onPin={onPay} />;
  return <PayButton book={book} label={t('redeem.pay')} onPay={() => onPay()} />;
}

function PayButton({ book, label, onPay }: { book: Booking; label: string; onPay: () => void }) {
  const problem = useProblem(book.error);
  return (
    <>
      {problem ? (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : null}
      <Button wide busy={book.isPending} onClick={onPay} data-testid="redeem-pay">
        {label}
      </Button>
    </>
  );
}

function useProblem(error: unknown): string | undefined {
  const t = useRedemptionTexts();
  if (!error) return undefined;
  if (isUnanswered(error)) return t('redeem.unanswered');
  const why = whyOf(error);
  return why ? t(`redeem.why.${why}`) : t(errorKey(error));
}
