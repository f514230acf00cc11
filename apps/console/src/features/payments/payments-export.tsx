import type { Payment } from '@tessera/contract';
import { businessDayOf, formatDecimal, negate, toMinor } from '@tessera/kernel';
import { exactTime, TIME_ZONE } from '@tessera/ui';
import { Alert, Button, Modal, Progress } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { client } from '../../shared/api.ts';
import { type CsvCell, csvLine, saveCsv } from '../../shared/csv.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import type { PaymentQuery } from './use-payments.ts';

const EXPORT_MAX = 20_000;
const EXPORT_PAGE = 200;

type State = { rows: number; outcome: 'running' | 'done' | 'capped' | 'failed'; error?: unknown };

/** Writes the filtered payments as CSV, read page by page, so that one sees how far it is and can leave. */
export function PaymentsExport(props: { query: PaymentQuery; onClose: () => void }) {
  const t = useTexts();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>({ rows: 0, outcome: 'running' });
  const run = useEffectEvent(async (signal: AbortSignal) => {
    const lines = [csvLine(heads(t))];
    try {
      const capped = await eachPage(props.query, signal, (items) => {
        for (const payment of items) lines.push(csvLine(cells(payment, t)));
        setState({ rows: lines.length - 1, outcome: 'running' });
      });
      if (signal.aborted) return;
      saveCsv(`${t('export.fileName')}-${businessDayOf(new Date(), TIME_ZONE)}.csv`, lines);
      setState({ rows: lines.length - 1, outcome: capped ? 'capped' : 'done' });
    } catch (error) {
      if (!signal.aborted) setState({ rows: lines.length - 1, outcome: 'failed', error });
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is one run
  useEffect(() => {
    const abort = new AbortController();
    setState({ rows: 0, outcome: 'running' });
    void run(abort.signal);
    return () => abort.abort();
  }, [attempt]);
  const running = state.outcome === 'running';
  return (
    <Modal
      open
      title={t('export.title')}
      onCancel={props.onClose}
      width={440}
      footer={<Button onClick={props.onClose}>{running ? t('action.cancel') : t('action.close')}</Button>}
      data-testid="export-dialog"
    >
      <p className="quiet" role="status">
        {t(running ? 'export.running' : state.outcome === 'failed' ? 'export.failed' : 'export.rows', { rows: state.rows })}
      </p>
      <Progress
        percent={running ? Math.min(99, Math.round((state.rows / EXPORT_MAX) * 100)) : 100}
        status={running ? 'active' : state.outcome === 'failed' ? 'exception' : 'success'}
        showInfo={!running}
        aria-label={t('export.title')}
      />
      {state.outcome === 'capped' && <Alert type="warning" showIcon title={t('export.capped', { max: EXPORT_MAX })} />}
      <ErrorNotice error={state.error} onRetry={() => setAttempt(attempt + 1)} />
    </Modal>
  );
}

/** Reads until the end or the cap; true when the cap cut it short. */
async function eachPage(query: PaymentQuery, signal: AbortSignal, take: (items: Payment[]) => void): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < EXPORT_MAX / EXPORT_PAGE; page += 1) {
    const { items, nextCursor } = await client.payments.listPayments({ ...query, cursor, limit: EXPORT_PAGE }, { signal });
    if (signal.aborted) return false;
    take(items);
    if (nextCursor === null) return false;
    cursor = nextCursor;
  }
  return true;
}

function heads(t: Texts): string[] {
  return [
    t('field.time'),
    t('field.kind'),
    t('export.amount'),
    t('export.refunded'),
    t('field.member'),
    t('field.memberNumber'),
    t('field.merchant'),
    t('field.terminal'),
    t('field.credential'),
    t('payments.reason'),
    t('payments.number'),
    t('payments.original'),
  ];
}

function cells(payment: Payment, t: Texts): CsvCell[] {
  const amount = toMinor(payment.amountMinor);
  return [
    exactTime(payment.at),
    t(`payment.${payment.kind}`),
    { figure: formatDecimal(payment.kind === 'refund' ? negate(amount) : amount) },
    { figure: formatDecimal(toMinor(payment.refundedMinor)) },
    payment.memberName,
    payment.memberNumber,
    payment.merchantName,
    payment.terminalName,
    t(`credential.${payment.credential}`),
    payment.reason,
    payment.id,
    payment.originalId,
  ];
}
