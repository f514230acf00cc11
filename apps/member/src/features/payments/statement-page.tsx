import { useMutation, useQuery } from '@tanstack/react-query';
import type { Statement } from '@tessera/contract';
import { PAYMENT_DIRECTIONS } from '@tessera/contract/payment-kinds';
import { isBusinessDay } from '@tessera/kernel';
import { errorKey, Money, useSettings } from '@tessera/ui';
import type { ReactNode } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { client } from '../../shared/client.ts';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { dayOf } from '../../shared/days.ts';
import inputs from '../../shared/input.module.css';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { PeriodChoices } from './period-choices.tsx';
import { saveFile } from './save-file.ts';
import { StatementMovements } from './statement-movements.tsx';
import styles from './statement-page.module.css';

export type Period = { from: string; to: string };

/** What came in and went out in a period, to look at, to keep as a file and to print. */
export function StatementPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const [period, setPeriod] = usePeriod();
  const statement = useQuery({ queryKey: ['statements', 'sums', period], queryFn: () => client.payments.getOwnStatement(period) });
  return (
    <main className={styles.page} data-testid="statement-page">
      <PageHeader title={t('statement.title')} onBack={() => navigate('/records')} />
      <div className={styles.screen}>
        <PeriodChoices onChoose={setPeriod} />
        <Days period={period} onChange={setPeriod} />
      </div>
      <p className={styles.period}>{t('records.range', period)}</p>
      {statement.isPending ? <Skeleton height="12rem" /> : null}
      {statement.isError ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(statement.error))}>
          <Button onClick={() => statement.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {statement.data ? <Sums statement={statement.data} /> : null}
      {statement.data ? <Acts period={period} /> : null}
      <StatementMovements period={period} />
    </main>
  );
}

/** In the address, so that going back finds it again; without one, this month. */
function usePeriod(): [Period, (period: Period) => void] {
  const [params, setParams] = useSearchParams();
  const today = dayOf(Date.now());
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
  const isWhole = isBusinessDay(from) && isBusinessDay(to) && from <= to;
  const period = isWhole ? { from, to } : { from: `${today.slice(0, 7)}-01`, to: today };
  return [period, (next) => setParams(new URLSearchParams(next), { replace: true, preventScrollReset: true })];
}

function Days(props: { period: Period; onChange: (period: Period) => void }) {
  const t = useTexts();
  const { from, to } = props.period;
  return (
    <div className={styles.days}>
      <label>
        {t('records.from')}
        <input
          className={inputs.input}
          type="date"
          value={from}
          max={to}
          onChange={(event) => event.target.value && props.onChange({ from: event.target.value, to })}
        />
      </label>
      <label>
        {t('records.to')}
        <input
          className={inputs.input}
          type="date"
          value={to}
          min={from}
          onChange={(event) => event.target.value && props.onChange({ from, to: event.target.value })}
        />
      </label>
    </div>
  );
}

function Sums(props: { statement: Statement }) {
  const t = useTexts();
  const { openingMinor, closingMinor, inMinor, outMinor, kinds, shops, from, to } = props.statement;
  const records = (kind: string) => `/records?${new URLSearchParams({ kind, from, to })}`;
  return (
    <>
      <dl className={styles.sums} data-testid="statement-sums">
        {openingMinor === null ? null : <Line name={t('statement.opening')} minor={openingMinor} />}
        <Line name={t('statement.in')} minor={inMinor} sign />
        <Line name={t('statement.out')} minor={-outMinor} sign />
        {closingMinor === null ? null : <Line strong name={t('statement.closing')} minor={closingMinor} />}
      </dl>
      {kinds.length === 0 ? <Blank icon="records" title={t('statement.none')} text={t('statement.noneWhy')} testId="statement-empty" /> : null}
      {kinds.length > 0 ? (
        <section className={styles.part} aria-label={t('statement.byKind')}>
          <h2>{t('statement.byKind')}</h2>
          <dl className={styles.sums}>
            {kinds.map(({ kind, count, amountMinor }) => (
              <Line
                key={kind}
                sign
                name={
                  <Link to={records(kind)}>
                    {t(`payment.${kind}`)} <small>{t('statement.count', { count })}</small>
                  </Link>
                }
                minor={PAYMENT_DIRECTIONS[kind] === 'in' ? amountMinor : -amountMinor}
              />
            ))}
          </dl>
        </section>
      ) : null}
      {shops.length > 0 ? (
        <section className={styles.part} aria-label={t('statement.byShop')}>
          <h2>{t('statement.byShop')}</h2>
          <dl className={styles.sums}>
            {shops.map((shop) => (
              <Line
                key={shop.merchantId}
                minor={shop.netMinor}
                name={
                  <>
                    {shop.merchantName} <small>{t('statement.count', { count: shop.count })}</small>
                  </>
                }
              />
            ))}
          </dl>
        </section>
      ) : null}
    </>
  );
}

function Line(props: { name: ReactNode; minor: number; sign?: boolean; strong?: boolean }) {
  return (
    <div className={props.strong ? styles.strong : undefined}>
      <dt>{props.name}</dt>
      <dd>
        <Money minor={props.minor} sign={props.sign ?? false} />
      </dd>
    </div>
  );
}

function Acts(props: { period: Period }) {
  const t = useTexts();
  const toast = useToast();
  const { locale } = useSettings();
  const { from, to } = props.period;
  const save = useMutation({
    mutationFn: () => client.payments.exportOwnPayments({ ...props.period, language: locale }),
    onSuccess: (file) => saveFile(`${t('statement.fileName')}-${from}-${to}.csv`, file),
    onError: (error) => toast(t(errorKey(error))),
  });
  return (
    <div className={styles.acts}>
      <Button look="secondary" busy={save.isPending} onClick={() => save.mutate()} data-testid="statement-export">
        {t('statement.export')}
      </Button>
      <Button look="secondary" onClick={() => print()} data-testid="statement-print">
        {t('statement.print')}
      </Button>
    </div>
  );
}
