import { PAYMENT_KINDS } from '@tessera/contract/payment-kinds';
import { dayAfter, isBusinessDay } from '@tessera/kernel';
import { errorKey, Money, useSettings } from '@tessera/ui';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader } from '../../shared/controls.tsx';
import { clockTime, dayOf, formatDay } from '../../shared/days.ts';
import type { PaymentFilter } from '../../shared/merge-arrivals.ts';
import { RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useSheetParam } from '../../shared/use-sheet-param.ts';
import { type DayGroup, groupByDay } from './group-by-day.ts';
import { PaymentDetailSheet } from './payment-detail-sheet.tsx';
import { PaymentRow, PaymentRowSkeletons } from './payment-row.tsx';
import { RecordsFilter } from './records-filter.tsx';
import styles from './records-page.module.css';
import { useOwnPayments } from './use-payments.ts';

/** All movements, newest first, by day; new ones appear on top by themselves. */
export function RecordsPage() {
  const t = useTexts();
  const [filter, setFilter] = useFilter();
  const list = useOwnPayments(filter);
  const detail = useSheetParam('payment');
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const groups = groupByDay(items, !list.hasNextPage);
  return (
    <main data-testid="records-page">
      <PageHeader title={t('records.title')}>
        <Link className={styles.statement} to="/statement" data-testid="open-statement">
          {t('statement.title')}
        </Link>
      </PageHeader>
      <RecordsFilter filter={filter} onChange={setFilter} />
      {list.isPending ? (
        <div className={styles.first} aria-busy="true">
          <RowGroup>
            <PaymentRowSkeletons count={6} />
          </RowGroup>
        </div>
      ) : null}
      {list.isError && items.length === 0 ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(list.error))}>
          <Button onClick={() => list.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {list.isSuccess && items.length === 0 ? <NoRecords filtered={Object.values(filter).some(Boolean)} onClear={() => setFilter({})} /> : null}
      {groups.map((group) => (
        <DaySection key={group.day} group={group} onOpen={detail.open} />
      ))}
      {list.hasNextPage ? <NextPage key={items.length} busy={list.isFetchingNextPage} onReach={() => list.fetchNextPage()} /> : null}
      {items.length > 0 && !list.hasNextPage ? <p className={styles.end}>{t('records.end')}</p> : null}
      {detail.value ? <PaymentDetailSheet paymentId={detail.value} onClose={detail.close} /> : null}
    </main>
  );
}

/** The filter stands in the address, so that going back finds it again. */
function useFilter(): [PaymentFilter, (filter: PaymentFilter) => void] {
  const [params, setParams] = useSearchParams();
  const filter = {
    kind: PAYMENT_KINDS.find((kind) => kind === params.get('kind')),
    from: dayIn(params, 'from'),
    to: dayIn(params, 'to'),
    q: params.get('q') ?? undefined,
  };
  const setFilter = (next: PaymentFilter) => {
    const chosen = Object.entries(next).flatMap(([name, value]) => (value ? [[name, value]] : []));
    setParams(new URLSearchParams(chosen), { replace: true, preventScrollReset: true });
  };
  return [filter, setFilter];
}

/** What was written into the address by hand and is no day asks for none. */
function dayIn(params: URLSearchParams, name: string): string | undefined {
  const text = params.get(name);
  return isBusinessDay(text) ? text : undefined;
}

function DaySection(props: { group: DayGroup; onOpen: (paymentId: string) => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const { day, items, sums } = props.group;
  const today = dayOf(Date.now());
  const date = formatDay(day, locale, today);
  const name = day === today ? t('records.today') : day === dayAfter(today, -1) ? t('records.yesterday') : null;
  return (
    <section className={styles.day} aria-label={date} data-testid="records-day" data-day={day}>
      <header className={styles.dayHead}>
        <h2>
          {name ?? date} {name ? <small>{date}</small> : null}
        </h2>
        {sums ? (
          <span className={styles.sums} data-testid="day-sums">
            {sums.outMinor > 0 ? (
              <span>
                {t('records.out')} <Money minor={sums.outMinor} />
              </span>
            ) : null}
            {sums.inMinor > 0 ? (
              <span>
                {t('records.in')} <Money minor={sums.inMinor} />
              </span>
            ) : null}
          </span>
        ) : null}
      </header>
      <RowGroup>
        {items.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} time={clockTime(payment.at)} onOpen={props.onOpen} />
        ))}
      </RowGroup>
    </section>
  );
}

function NoRecords(props: { filtered: boolean; onClear: () => void }) {
  const t = useTexts();
  return props.filtered ? (
    <Blank icon="records" title={t('records.noMatch')} text={t('records.noMatchWhy')} testId="records-no-match">
      <Button look="secondary" onClick={props.onClear}>
        {t('records.clear')}
      </Button>
    </Blank>
  ) : (
    <Blank icon="records" title={t('records.none')} text={t('records.noneWhy')} testId="records-empty" />
  );
}

/** Reads on when it comes near the screen; a button too, for those who go by keyboard. Made anew with each page, to look again. */
function NextPage(props: { busy: boolean; onReach: () => void }) {
  const t = useTexts();
  const end = useRef<HTMLDivElement>(null);
  const reach = useEffectEvent(() => {
    if (!props.busy) props.onReach();
  });
  useEffect(() => {
    if (!end.current) return;
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && reach(), { rootMargin: '400px' });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={end}>
      <Button look="quiet" wide busy={props.busy} onClick={props.onReach}>
        {t('action.more')}
      </Button>
    </div>
  );
}
