import type { LedgerTransfer } from '@tessera/contract';
import { exactTime, Money } from '@tessera/ui';
import { Skeleton, Table, type TableProps } from 'antd';
import { useParams } from 'react-router';
import { CopyButton } from '../../shared/copy-button.tsx';
import { shortId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { type TextKey, type Texts, useTexts } from '../../shared/texts.ts';
import { Hash } from './journal-page.tsx';
import { useJournalPage } from './use-ledger.ts';

export function JournalDetailPage() {
  const t = useTexts();
  const params = useParams();
  const lane = Number(params.lane);
  const page = Number(params.page);
  const known = Number.isInteger(lane) && Number.isInteger(page) && page > 0;
  if (!known) return <EmptyState title={t('ledger.page_unknown')} />;
  return <OnePage lane={lane} page={page} />;
}

function OnePage(props: { lane: number; page: number }) {
  const t = useTexts();
  const query = useJournalPage(props.lane, props.page);
  const head = query.data?.page;
  return (
    <>
      <PageHeader back={{ to: '/journal', label: t('nav.journal') }} title={t('journal.pageName', props)} note={head && exactTime(head.at)} />
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      {query.data && head && (
        <div className="stack">
          <Panel>
            <Facts
              columns={2}
              rows={[
                { label: t('journal.count'), value: <span className="number">{head.count}</span> },
                { label: t('journal.total'), value: <Money minor={head.totalMinor} /> },
                { label: t('journal.hash'), value: <Hash text={head.hash} /> },
                { label: t('journal.previousHash'), value: <Hash text={head.previousHash} /> },
              ]}
            />
          </Panel>
          <Panel flush title={t('journal.transfers')}>
            <ScrollFrame target=".ant-table-content">
              <Table<LedgerTransfer>
                aria-label={t('journal.transfers')}
                size="small"
                columns={columns(t)}
                dataSource={query.data.transfers}
                rowKey={(transfer) => transfer.id}
                pagination={query.data.transfers.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
                scroll={{ x: 'max-content' }}
              />
            </ScrollFrame>
          </Panel>
        </div>
      )}
    </>
  );
}

const CODES: Partial<Record<string, TextKey>> = {
  payment: 'payment.charge',
  refund: 'payment.refund',
  topUp: 'payment.top_up',
  issuerTopUpBack: 'payment.issuer_top_up_back',
  reversal: 'transfer.reversal',
  withdrawal: 'transfer.withdrawal',
  fee: 'transfer.fee',
  opening: 'transfer.opening',
  adjustment: 'transfer.adjustment',
  settlement: 'transfer.settlement',
};

function columns(t: Texts): NonNullable<TableProps<LedgerTransfer>['columns']> {
  const account = (kind: LedgerTransfer['debitKind'], number: number) => (
    <span className="two-lines">
      <span>{t(`account.${kind}`)}</span>
      <small className="number">{number}</small>
    </span>
  );
  return [
    {
      title: t('journal.transfer'),
      key: 'id',
      render: (_, transfer) => (
        <span className="hash">
          <span className="mono" title={transfer.id}>
            {shortId(transfer.id)}
          </span>
          <CopyButton text={transfer.id} label={t('journal.copyId')} />
        </span>
      ),
    },
    {
      title: t('field.kind'),
      key: 'code',
      render: (_, transfer) => {
        const known = CODES[transfer.code];
        return known ? t(known) : <span className="mono">{transfer.code}</span>;
      },
    },
    { title: t('journal.debit'), key: 'debit', render: (_, transfer) => account(transfer.debitKind, transfer.debitAccount) },
    { title: t('journal.credit'), key: 'credit', render: (_, transfer) => account(transfer.creditKind, transfer.creditAccount) },
    { title: t('field.amount'), key: 'amount', align: 'right', render: (_, transfer) => <Money minor={transfer.amountMinor} /> },
    {
      title: t('payments.balanceAfter'),
      key: 'after',
      align: 'right',
      render: (_, transfer) =>
        transfer.balanceAfterMinor === null ? <span className="quiet">—</span> : <Money minor={transfer.balanceAfterMinor} />,
    },
    { title: t('journal.businessOn'), dataIndex: 'businessOn', key: 'businessOn', className: 'number' },
  ];
}
