import type { OwnRedemption } from '@tessera/contract';
import { formatMoney, type Id, toMinor } from '@tessera/kernel';
import { errorKey, isUnanswered, useNamed, useSettings } from '@tessera/ui';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { shortTime } from '../../shared/days.ts';
import { QrCode } from '../../shared/qr-code.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useToast } from '../../shared/toast.tsx';
import { useNow } from '../../shared/use-now.ts';
import { usePaidWords } from './paid-words.ts';
import styles from './redemptions.module.css';
import { useRedemptionTexts } from './texts.ts';
import { useCancel, useOwnRedemption } from './use-redemptions.ts';

const ReviewAsk = lazy(() => import('../../shared/review-ask.tsx').then((all) => ({ default: all.ReviewAsk })));

const TONES = { asked: 'warn', waiting: 'warn', taken: 'good', refused: 'plain', cancelled: 'plain', expired: 'plain', returned: 'plain' } as const;

/** One redemption: its voucher while it waits, what was given for it, and what came back. */
export function VoucherPage({ redemptionId }: { redemptionId: Id<'redemption'> }) {
  const t = useRedemptionTexts();
  const navigate = useNavigate();
  const one = useOwnRedemption(redemptionId);
  return (
    <main data-testid="voucher-page">
      <PageHeader title={one.data?.itemName ?? t('redeem.own')} onBack={() => navigate('/redemptions')} />
      {one.isPending ? <Skeleton height="16rem" /> : null}
      {one.isError && !one.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(one.error))}>
          <Button onClick={() => one.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {one.data ? <Redeemed redemption={one.data} /> : null}
    </main>
  );
}

function Redeemed({ redemption }: { redemption: OwnRedemption }) {
  const t = useRedemptionTexts();
  const [cancelling, setCancelling] = useState(false);
  const subjectId = redemption.id as string as Id<'payment'>; // One id names both.
  return (
    <div className={styles.stack}>
      <p className={styles.state}>
        <Chip tone={TONES[redemption.state]} testId="voucher-state">
          {t(`redemption.state.${redemption.state}`)}
        </Chip>
      </p>
      {redemption.voucherCode ? <Voucher code={redemption.voucherCode} until={redemption.expiresOn ?? ''} /> : null}
      {redemption.state === 'asked' && redemption.answerBy ? <Asked until={redemption.answerBy} /> : null}
      <Facts redemption={redemption} />
      {redemption.state === 'taken' ? (
        <Suspense fallback={null}>
          <ReviewAsk kind="redemption" id={subjectId} />
        </Suspense>
      ) : null}
      {redemption.mayCancel ? (
        <Button wide look="danger" onClick={() => setCancelling(true)} data-testid="voucher-cancel">
          {t(redemption.state === 'asked' ? 'redeem.cancelBooking' : 'redeem.cancel')}
        </Button>
      ) : null}
      {cancelling ? <CancelSheet redemption={redemption} onClose={() => setCancelling(false)} /> : null}
    </div>
  );
}

/** There is no voucher yet: until when the merchant says yes or no, and what happens otherwise. */
function Asked({ until }: { until: string }) {
  const t = useRedemptionTexts();
  const { locale } = useSettings();
  const now = useNow(20_000);
  return (
    <section className={styles.card} data-testid="voucher-asked">
      <h2 className={styles.title}>{t('redeem.askedTitle')}</h2>
      <p className={styles.quiet}>{t('redeem.askedText', { time: shortTime(until, locale, now) })}</p>
    </section>
  );
}

/** Black on white in both themes, as a camera wants it. */
function Voucher({ code, until }: { code: string; until: string }) {
  const t = useRedemptionTexts();
  const digits = code.replace(/(\d{6})(?=\d)/g, '$1 ');
  return (
    <section className={styles.voucher}>
      <QrCode code={code} label={t('redeem.voucher')} className={styles.qr} testId="voucher-qr" />
      <p className={styles.digits} data-testid="voucher-code">
        {digits}
      </p>
      <p className={styles.hint}>{t('redeem.voucherHint', { day: until })}</p>
    </section>
  );
}

function Facts({ redemption }: { redemption: OwnRedemption }) {
  const t = useRedemptionTexts();
  const named = useNamed();
  const { locale } = useSettings();
  const now = useNow(20_000);
  const paid = usePaidWords();
  const time = (at: string) => shortTime(at, locale, now);
  const rows: [string, string][] = [
    [t('redeem.number'), redemption.number],
    [t('redeem.merchant'), [redemption.merchantName, redemption.shopName].filter(Boolean).join(' · ')],
    [t('redeem.quantity'), String(redemption.quantity)],
    ...redemption.sources.map((source): [string, string] => [named(source.programmeName), t('redemption.points', { count: source.points })]),
    ...(redemption.cashMinor > 0 || redemption.points === 0
      ? [[t('redeem.money'), formatMoney(toMinor(redemption.cashMinor))] satisfies [string, string]]
      : []),
    ...(redemption.discountMinor > 0
      ? [[t('redeem.discount'), `−${formatMoney(toMinor(redemption.discountMinor))}`] satisfies [string, string]]
      : []),
    [t('redeem.at'), time(redemption.at)],
  ];
  if (redemption.wishedAt) rows.push([t('redeem.wishedAt'), time(redemption.wishedAt)]);
  if (redemption.takenAt) rows.push([t('redeem.takenAt'), time(redemption.takenAt)]);
  if (redemption.note) rows.push([t('redeem.noteOf'), redemption.note]);
  for (const back of redemption.returns) {
    rows.push([t(`redeem.back.${back.kind}`), paid(back)]);
    if (back.kind === 'refusal' && back.reason) rows.push([t('redeem.why'), back.reason]);
    if (back.forfeitedPoints > 0) rows.push([t('redeem.forfeited'), t('redemption.points', { count: back.forfeitedPoints })]);
  }
  return (
    <dl className={styles.facts}>
      {rows.map(([label, value]) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function CancelSheet({ redemption, onClose }: { redemption: OwnRedemption; onClose: () => void }) {
  const t = useRedemptionTexts();
  const toast = useToast();
  const cancel = useCancel();
  const isAsked = redemption.state === 'asked';
  const done = {
    onSuccess: () => {
      toast(t('redeem.cancelled'));
      onClose();
    },
  };
  const problem = cancel.isError ? (isUnanswered(cancel.error) ? t('redeem.unanswered') : t(errorKey(cancel.error))) : '';
  return (
    <Sheet title={t(isAsked ? 'redeem.cancelBookingTitle' : 'redeem.cancelTitle')} onClose={onClose} testId="cancel-sheet">
      <p>{t('redeem.cancelText')}</p>
      <p role="alert" className={styles.problem}>
        {problem}
      </p>
      <Button
        wide
        look="danger"
        busy={cancel.isPending}
        onClick={() => cancel.mutate({ redemptionId: redemption.id }, done)}
        data-testid="cancel-confirm"
      >
        {t(isAsked ? 'redeem.cancelBooking' : 'redeem.cancel')}
      </Button>
    </Sheet>
  );
}
