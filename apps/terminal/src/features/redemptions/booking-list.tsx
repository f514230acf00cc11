import type { TillRedemption } from '@tessera/contract';
import { errorKey, friendlyTime, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useTone } from '../../device/use-tone.ts';
import { Field } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';
import { useConfirming, usePaidWords, useRefusal, useRefusing, useTillBookings } from './use-redeem.ts';

const REASON_MAX = 200;

/** Members have paid and ask whether they can come: yes, or no with a reason. */
export function BookingList() {
  const t = useTexts();
  const list = useTillBookings();
  const [openId, setOpenId] = useState<string | null>(null);
  const bookings = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {list.isPending && <div className="skeleton-row" aria-hidden="true" />}
      {list.isError && bookings.length === 0 && (
        <div className="empty" role="alert">
          <p>{t(errorKey(list.error))}</p>
          <button type="button" className="button" onClick={() => void list.refetch()}>
            {t('action.retry')}
          </button>
        </div>
      )}
      {list.isSuccess && bookings.length === 0 && (
        <div className="empty">
          <Icon name="receipt" size={48} stroke={1.4} />
          <p>{t('redeem.noBookings')}</p>
        </div>
      )}
      <ul className="redeem-items">
        {bookings.map((one) => (
          <li key={one.id}>
            <Booking booking={one} isOpen={openId === one.id} onToggle={() => setOpenId(openId === one.id ? null : one.id)} />
            {openId === one.id && <Answer booking={one} onEnd={() => setOpenId(null)} />}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" className="button sales-more" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? t('state.loading') : t('action.more')}
        </button>
      )}
    </>
  );
}

function Booking({ booking, isOpen, onToggle }: { booking: TillRedemption; isOpen: boolean; onToggle: () => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const paid = usePaidWords();
  const { wishedAt, answerBy } = booking;
  return (
    <button type="button" className="redeem-item" aria-expanded={isOpen} onClick={onToggle} data-testid="till-booking">
      <span className="redeem-name">
        {booking.itemName} × {booking.quantity}
      </span>
      <span className="redeem-price">{wishedAt ? t('redeem.bookings.wish', { time: friendlyTime(wishedAt, locale) }) : ''}</span>
      <span className="redeem-stock">{[booking.memberName, booking.number, booking.note].filter(Boolean).join(' · ')}</span>
      <span className="redeem-stock">
        {[paid(booking), ...(answerBy ? [t('redeem.bookings.until', { time: friendlyTime(answerBy, locale) })] : [])].join(' · ')}
      </span>
    </button>
  );
}

function Answer({ booking, onEnd }: { booking: TillRedemption; onEnd: () => void }) {
  const t = useTexts();
  const tone = useTone();
  const refusal = useRefusal();
  const [confirming, refusing] = [useConfirming(), useRefusing()];
  const [reason, setReason] = useState('');
  const isBusy = confirming.isPending || refusing.isPending;
  const error = confirming.error ?? refusing.error;
  // The answered booking leaves the list, and this with it: what follows hangs on the answer, not on what is shown.
  const finish = (answering: () => Promise<unknown>) => {
    confirming.reset();
    refusing.reset();
    void answering().then(
      () => {
        tone('approved');
        onEnd();
      },
      () => tone('attention'),
    );
  };
  return (
    <section className="redeem-card redeem-confirm">
      <button
        type="button"
        className="button button-primary"
        disabled={isBusy}
        onClick={() => finish(() => confirming.mutateAsync({ redemptionId: booking.id }))}
        data-testid="booking-confirm"
      >
        {t(confirming.isPending ? 'state.loading' : 'redeem.bookings.confirm')}
      </button>
      <Field label={t('redeem.bookings.reason')} value={reason} maxLength={REASON_MAX} onText={setReason} data-testid="booking-reason" />
      {error && (
        <p role="alert" className="field-wrong">
          {refusal(error)}
        </p>
      )}
      <button
        type="button"
        className="button button-danger"
        disabled={isBusy || reason.trim() === ''}
        onClick={() => finish(() => refusing.mutateAsync({ redemptionId: booking.id, reason: reason.trim() }))}
        data-testid="booking-refuse"
      >
        {t(refusing.isPending ? 'state.loading' : 'redeem.bookings.refuse')}
      </button>
    </section>
  );
}
