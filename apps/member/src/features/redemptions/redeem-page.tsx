import type { OfferedItem, RedemptionQuote } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { errorKey, useNamed } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import inputs from '../../shared/input.module.css';
import { useOfferedItem } from '../../shared/offered-item.ts';
import { type Chosen, OffersPart } from './offers-card.tsx';
import { isOpen, orderToShow } from './order-to-show.ts';
import { type Order, PaySheet, Total } from './pay-sheet.tsx';
import styles from './redemptions.module.css';
import { useRedemptionTexts } from './texts.ts';
import { type Part, useBook, useQuote } from './use-redemptions.ts';

const QUANTITY_MAX = 9;
const NOTE_MAX = 200;

/** One item: how many, when, and with which points; the rest is money. */
export function RedeemPage({ itemId }: { itemId: Id<'item'> }) {
  const t = useRedemptionTexts();
  const navigate = useNavigate();
  const offer = useOfferedItem(itemId);
  return (
    <main data-testid="redeem-page">
      <PageHeader title={offer.data?.name ?? t('redeem.title')} onBack={() => navigate(`/services/${itemId}`)} />
      {offer.isPending ? <Skeleton height="12rem" /> : null}
      {offer.isError ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(offer.error))}>
          <Button onClick={() => offer.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {offer.data ? <Redeem offer={offer.data} /> : null}
    </main>
  );
}

function Redeem({ offer }: { offer: OfferedItem }) {
  const t = useRedemptionTexts();
  const [quantity, setQuantity] = useState(1);
  const [parts, setParts] = useState<Part[]>();
  const [chosen, setChosen] = useState<Chosen>({ codes: [] });
  const [wish, setWish] = useState('');
  const [note, setNote] = useState('');
  const [order, setOrder] = useState<Order>();
  const [isPaying, setPaying] = useState(false);
  const quote = useQuote({ itemId: offer.id, quantity, parts, ...chosen });
  const book = useBook();
  const open = isOpen(book);
  const isReady = quote.data !== undefined && !quote.isError && !quote.isPlaceholderData && (!offer.needsBooking || wish !== '');
  const fresh = quote.data && { quote: quote.data, wishedAt: instantOf(wish), note: note.trim() };
  const shown = orderToShow(book, { held: order, fresh });
  const pay = () => {
    if (!open) book.reset();
    setOrder(shown);
    setPaying(true);
  };
  return (
    <div className={styles.stack}>
      <p className={styles.quiet}>{[offer.merchantName, ...offer.shops.map((shop) => shop.name)].join(' · ')}</p>
      {open ? null : (
        <>
          <Quantity
            quantity={quantity}
            onQuantity={(count) => {
              setQuantity(count);
              setParts(undefined);
            }}
          />
          <Wish offer={offer} wish={wish} note={note} onWish={setWish} onNote={setNote} />
          {quote.isPending ? <Skeleton height="8rem" /> : null}
          {quote.data ? <Sources quote={quote.data} onParts={setParts} /> : null}
          <OffersPart quote={quote} chosen={chosen} onChoose={setChosen} />
        </>
      )}
      <p role="alert" className={styles.problem}>
        {open ? book.isError && t('redeem.unanswered') : quote.isError && t(errorKey(quote.error))}
      </p>
      {shown ? <Total quote={shown.quote} /> : null}
      {offer.needsConfirmation ? <p className={styles.quiet}>{t('redeem.askFirst')}</p> : null}
      <Button wide disabled={!isReady && !open} onClick={pay} data-testid="redeem-go">
        {t('redeem.go')}
      </Button>
      {isPaying && order ? <PaySheet order={order} book={book} onClose={() => setPaying(false)} /> : null}
    </div>
  );
}

function Quantity({ quantity, onQuantity }: { quantity: number; onQuantity: (quantity: number) => void }) {
  const t = useRedemptionTexts();
  return (
    <label className={styles.field}>
      <span>{t('redeem.quantity')}</span>
      <select className={inputs.input} value={quantity} onChange={(event) => onQuantity(Number(event.target.value))} data-testid="redeem-quantity">
        {Array.from({ length: QUANTITY_MAX }, (_, index) => index + 1).map((count) => (
          <option key={count} value={count}>
            {count}
          </option>
        ))}
      </select>
    </label>
  );
}

type WishProps = { offer: OfferedItem; wish: string; note: string; onWish: (wish: string) => void; onNote: (note: string) => void };

/** When the member would like to come, and what the merchant should know. */
function Wish({ offer, wish, note, onWish, onNote }: WishProps) {
  const t = useRedemptionTexts();
  return (
    <>
      <label className={styles.field}>
        <span>{offer.needsBooking ? t('redeem.when') : t('redeem.whenMaybe')}</span>
        <input
          className={inputs.input}
          type="datetime-local"
          value={wish}
          required={offer.needsBooking}
          onChange={(event) => onWish(event.target.value)}
          data-testid="redeem-when"
        />
      </label>
      <label className={styles.field}>
        <span>{t('redeem.note')}</span>
        <input
          className={inputs.input}
          value={note}
          maxLength={NOTE_MAX}
          onChange={(event) => onNote(event.target.value)}
          data-testid="redeem-note"
        />
      </label>
    </>
  );
}

/** What was typed is the phone's own time. */
function instantOf(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}

/** How many points of each programme; what they do not cover is money. */
function Sources(props: { quote: RedemptionQuote; onParts: (parts: Part[]) => void }) {
  const t = useRedemptionTexts();
  const named = useNamed();
  const { quote } = props;
  if (quote.pointsPrice === null || quote.holdings.length === 0) return null;
  const givenOf = (programmeId: string) => quote.parts.find((part) => part.programmeId === programmeId)?.points ?? 0;
  const change = (programmeId: Id<'pointsProgramme'>, points: number) =>
    props.onParts(
      quote.holdings.map((held) => ({
        programmeId: held.programmeId,
        points: held.programmeId === programmeId ? points : givenOf(held.programmeId),
      })),
    );
  return (
    <section className={styles.card} aria-label={t('redeem.sources')}>
      <h2 className={styles.title}>{t('redeem.sources')}</h2>
      {quote.holdings.map((held) => (
        <label key={held.programmeId} className={styles.source}>
          <span>
            {named(held.programmeName)}
            <small className={styles.quiet}>
              {t('redeem.held', { points: held.balance })}
              {held.endsOn === null ? '' : ` · ${t('redeem.ends', { day: held.endsOn })}`}
            </small>
          </span>
          <input
            className={inputs.input}
            key={givenOf(held.programmeId)}
            type="number"
            inputMode="numeric"
            min={0}
            max={held.balance}
            defaultValue={givenOf(held.programmeId)}
            onBlur={(event) => {
              const points = Math.max(0, Math.min(held.balance, Math.trunc(Number(event.target.value)) || 0));
              if (points !== givenOf(held.programmeId)) change(held.programmeId, points);
            }}
            data-testid="redeem-points"
          />
        </label>
      ))}
    </section>
  );
}
