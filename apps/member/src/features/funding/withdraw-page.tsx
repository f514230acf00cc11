import type { OwnWithdrawal, WithdrawalTerms } from '@tessera/contract';
import { formatDecimal, parseAmount, toMinor } from '@tessera/kernel';
import { errorKey, isUnanswered, Money, useSettings } from '@tessera/ui';
import { type SyntheticEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { AmountInput } from '../../shared/amount-input.tsx';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { cx } from '../../shared/cx.ts';
import { shortTime } from '../../shared/days.ts';
import { Part } from '../../shared/part.tsx';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { useNow } from '../../shared/use-now.ts';
import styles from './funding.module.css';
import { lapsingWith, type PurseLotAtSource, Sums, WholeTopUps } from './gift-of-withdrawal.tsx';
import { useCancelWithdrawal, useOwnWithdrawals, useRequestWithdrawal, useWithdrawalTerms } from './use-withdrawals.ts';

/** One's own cash back to where it came from, and what became of each wish. */
export function WithdrawPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const terms = useWithdrawalTerms();
  return (
    <main data-testid="withdraw-page">
      <PageHeader title={t('withdraw.title')} onBack={() => navigate('/me')} />
      {terms.isPending ? <Skeleton height="16rem" /> : null}
      {terms.isError && !terms.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(terms.error))}>
          <Button onClick={() => terms.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {terms.data ? <Ask terms={terms.data} /> : null}
      <Past />
    </main>
  );
}

/** What is typed or chosen, what lapses with it, and how it is sent. */
function useWish({ toSourceMinor, purse }: WithdrawalTerms) {
  const t = useTexts();
  const toast = useToast();
  const request = useRequestWithdrawal();
  const [text, write] = useState('');
  const [whole, setWhole] = useState<PurseLotAtSource | null>(null);
  const setText = (typed: string) => {
    write(typed);
    setWhole(null);
  };
  const choose = (lot: PurseLotAtSource) => {
    write(formatDecimal(toMinor(lot.paidMinor)));
    setWhole(lot);
  };
  const amountMinor = parseAmount(text);
  const isFault = text !== '' && (amountMinor === undefined || amountMinor <= 0 || amountMinor > toSourceMinor);
  const giftMinor = whole ? toMinor(whole.giftMinor) : lapsingWith(purse, isFault ? undefined : amountMinor);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (amountMinor === undefined || amountMinor <= 0 || isFault) return;
    const onSuccess = ({ state }: OwnWithdrawal) => {
      setText('');
      toast(t(state === 'waiting' ? 'withdraw.waits' : 'withdraw.sent'));
    };
    request.mutate({ amountMinor, giftMinor, ...(whole && { topUpId: whole.id }) }, { onSuccess });
  };
  return { text, whole, choose, setText, amountMinor, isFault, giftMinor, request, submit };
}

function Ask(props: { terms: WithdrawalTerms }) {
  const t = useTexts();
  const { text, whole, choose, setText, amountMinor, isFault, giftMinor, request, submit } = useWish(props.terms);
  const { availableMinor, toSourceMinor, purse } = props.terms;
  const problem = request.isError ? t(isUnanswered(request.error) ? 'withdraw.unanswered' : errorKey(request.error)) : null;
  return (
    <form className={styles.form} onSubmit={submit}>
      <Part>
        <p className={styles.balance}>
          {t('withdraw.toSource')} <Money minor={toSourceMinor} />
        </p>
        <AmountInput
          text={text}
          placeholder={t('withdraw.amount')}
          onText={setText}
          aria-label={t('withdraw.amount')}
          aria-describedby="withdraw-effect"
          aria-invalid={isFault}
          data-testid="withdraw-input"
        />
        <Button look="quiet" disabled={toSourceMinor <= 0} onClick={() => setText(formatDecimal(toMinor(toSourceMinor)))} data-testid="withdraw-all">
          {t('withdraw.all')}
        </Button>
        <p id="withdraw-effect" className={cx(styles.effect, isFault && styles.problem)} role="status">
          {isFault
            ? t('withdraw.wrong', { left: toSourceMinor / 100 })
            : t(toSourceMinor < availableMinor ? 'withdraw.rest' : 'withdraw.how', { rest: (availableMinor - toSourceMinor) / 100 })}
        </p>
        {purse.giftMinor > 0 ? <Sums purse={purse} amountMinor={isFault || text === '' ? undefined : amountMinor} giftMinor={giftMinor} /> : null}
      </Part>
      <WholeTopUps lots={purse.lots} chosen={whole} onChoose={choose} />
      <p className={cx(styles.effect, styles.problem)} role="alert">
        {problem}
      </p>
      <Button wide type="submit" busy={request.isPending} disabled={text === '' || isFault} data-testid="withdraw-send">
        {t('withdraw.act')}
      </Button>
    </form>
  );
}

function Past() {
  const t = useTexts();
  const { locale } = useSettings();
  const now = useNow(20_000);
  const past = useOwnWithdrawals();
  const cancel = useCancelWithdrawal();
  if (!past.data || past.data.length === 0) return null;
  return (
    <section aria-labelledby="past-withdrawals">
      <h2 className={styles.heading} id="past-withdrawals">
        {t('withdraw.past')}
      </h2>
      {cancel.isError ? (
        <p className={styles.problem} role="alert">
          {t(errorKey(cancel.error))}
        </p>
      ) : null}
      <RowGroup>
        {past.data.map((one) => (
          <Row
            key={one.id}
            wrap
            title={<Money minor={one.amountMinor} />}
            note={[shortTime(one.createdAt, locale, now), one.giftMinor > 0 && t('withdraw.pastGift', { gift: one.giftMinor / 100 }), one.note]
              .filter(Boolean)
              .join(' · ')}
            aside={<State one={one} busy={cancel.isPending} onCancel={() => cancel.mutate(one.id)} />}
            testId="withdrawal-row"
          />
        ))}
      </RowGroup>
    </section>
  );
}

function State(props: { one: OwnWithdrawal; busy: boolean; onCancel: () => void }) {
  const t = useTexts();
  const { one } = props;
  return (
    <>
      {t(`withdrawalState.${one.state}`, { paid: one.paidMinor / 100 })}
      {one.state === 'waiting' && one.way === 'source' ? (
        <Button look="secondary" busy={props.busy} onClick={props.onCancel} data-testid="withdrawal-cancel">
          {t('withdraw.cancel')}
        </Button>
      ) : null}
    </>
  );
}
