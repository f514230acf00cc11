import type { PayoutDue } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { App, Button, type TableProps } from 'antd';
import { useNavigate } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { AccountOf, HoldOf, PartsOf, PayoutTabs } from './payout-parts.tsx';
import { useMakeBatch, usePayoutsDue } from './use-payouts.ts';

/** What closed months still owe, merchant by merchant, and the step that puts it together for the bank. */
export function PayoutsPage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const list = usePayoutsDue();
  const make = useMakeBatch();
  const ask = () =>
    confirm({
      title: t('payout.makeTitle'),
      changes: [t('payout.makeChange'), t('payout.makeNext')],
      ok: t('payout.make'),
      run: async () => {
        const { id, number } = await make.mutateAsync(null);
        message.success(t('payout.made', { number }));
        navigate(`/payouts/${id}`);
      },
    });
  return (
    <>
      <PageHeader
        title={t('nav.payouts')}
        note={t('payout.note')}
        actions={
          can('settlement.payOut') && (
            <Button type="primary" onClick={ask} disabled={list.items.length === 0} data-testid="make-batch">
              {t('payout.make')}
            </Button>
          )
        }
      />
      <PayoutTabs />
      <Panel flush>
        <KeysetTable<PayoutDue>
          list={list}
          columns={columns(t)}
          rowKey={(due) => due.merchantId}
          label={t('payout.due')}
          empty={<EmptyState title={t('payout.noDue')} hint={t('payout.noDueHint')} />}
          testId="payouts-due-table"
        />
      </Panel>
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<PayoutDue>['columns']> {
  return [
    { title: t('payout.merchant'), dataIndex: 'merchantName', key: 'merchant' },
    { title: t('payout.for'), key: 'for', className: 'number', render: (_, due) => <PartsOf of={due} /> },
    { title: t('payout.account'), key: 'account', render: (_, due) => <AccountOf {...due} /> },
    {
      title: t('payout.least'),
      key: 'least',
      align: 'right',
      render: (_, due) => (due.minPayoutMinor === null ? '—' : <Money minor={due.minPayoutMinor} />),
    },
    { title: t('payout.amount'), key: 'amount', align: 'right', render: (_, due) => <Money minor={due.amountMinor} /> },
    { title: t('payout.next'), key: 'hold', render: (_, due) => <HoldOf hold={due.hold} /> },
  ];
}
