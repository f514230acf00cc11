import type { TillRedemption } from '@tessera/contract';
import { errorKey, friendlyTime, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useTone } from '../../device/use-tone.ts';
import { Field } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';
import { leftOf, usePaidWords, useRefusal, useReturning, useTillRedemptions } from './use-redeem.ts';

const REASON_MAX = 200;

/** What was redeemed at this device, and giving it back where the device may. */
export function RecentList() {
  const t = useTexts();
  const { locale } = useSettings();
  const list = useTillRedemptions();
  const paid = usePaidWords();
  const [openId, setOpenId] = useState<string | null>(null);
  const redemptions = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {list.isPending && <div className="skeleton-row" aria-hidden="true" />}
      {list.isError && redemptions.length === 0 && (
        <div className="empty" role="alert">
          <p>{t(errorKey(list.error))}</p>
          <button type="button" className="button" onClick={() => void list.refetch()}>
            {t('action.retry')}
          </button>
        </div>
      )}
      {list.isSuccess && redemptions.length === 0 && (
        <div className="empty">
          <Icon name="receipt" size={48} stroke={1.4} />
          <p>{t('redeem.none')}</p>
        </div>
      )}
      <ul className="redeem-items">
        {redemptions.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="redeem-item"
              aria-expanded={openId === one.id}
              onClick={() => setOpenId(openId === one.id ? null : one.id)}
              data-testid="till-redemption"
            >
              <span className="redeem-name">
                {one.itemName} × {one.quantity}
              </span>
              <span className="redeem-price">{t(`redemption.state.${one.state}`)}</span>
              <span className="redeem-stock">{`${one.memberName} · ${one.number} · ${friendlyTime(one.at, locale)}`}</span>
              <span className="redeem-stock">
                {[paid(one), ...(one.returnedQuantity > 0 ? [t('redeem.back.some', { count: one.returnedQuantity })] : [])].join(' · ')}
              </span>
            </button>
            {openId === one.id && one.mayReturn && <GiveBack redemption={one} onEnd={() => setOpenId(null)} />}
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

function GiveBack({ redemption, onEnd }: { redemption: TillRedemption; onEnd: () => void }) {
  const t = useTexts();
  const tone = useTone();
  const refusal = useRefusal();
  const returning = useReturning();
  const left = leftOf(redemption);
  const [many, setMany] = useState(String(left));
  const [reason, setReason] = useState('');
  const quantity = Number(many);
  const isGood = Number.isInteger(quantity) && quantity >= 1 && quantity <= left && reason.trim() !== '';
  const done = {
    onSuccess: () => {
      tone('approved');
      onEnd();
    },
    onError: () => tone('attention'),
  };
  return (
    <form
      className="redeem-card redeem-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) returning.mutate({ redemptionId: redemption.id, quantity, reason: reason.trim() }, done);
      }}
    >
      <Field
        label={t('redeem.back.quantity', { count: left })}
        inputMode="numeric"
        value={many}
        onText={setMany}
        data-testid="redeem-back-quantity"
      />
      <Field label={t('redeem.back.reason')} value={reason} maxLength={REASON_MAX} onText={setReason} data-testid="redeem-back-reason" />
      {returning.isError && (
        <p role="alert" className="field-wrong">
          {refusal(returning.error)}
        </p>
      )}
      <button type="submit" className="button button-danger" disabled={!isGood || returning.isPending} data-testid="redeem-back-confirm">
        {returning.isPending ? t('state.loading') : t('redeem.back.confirm')}
      </button>
    </form>
  );
}
