import type { DepositSlip, IssuerDeposit } from '@tessera/contract';
import { formatMoney } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Button, type TableProps } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { SlipStateOf } from './deposit-parts.tsx';
import { RefuseSlip } from './refuse-slip.tsx';
import { SLIP_STATES, useConfirmSlip, useDepositSlips, useRefuseSlip } from './use-deposits.ts';

const FILTERS = ['slip'] as const;

/** Transfer slips of one issuer, or of all: entered by one person, decided by another. */
export function SlipsPanel({ issuerId }: { issuerId?: IssuerDeposit['issuerId'] }) {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const list = useDepositSlips({ issuerId, state: filters.pick('slip', SLIP_STATES) });
  const [refusing, setRefusing] = useState<DepositSlip | null>(null);
  const refuse = useRefuseSlip();
  return (
    <Panel flush title={t('deposit.slips')} testId="deposit-slips">
      <FilterBar filters={filters}>
        <FilterSelect
          filters={filters}
          name="slip"
          placeholder={t('field.status')}
          choices={SLIP_STATES.map((state) => ({ value: state, label: t(`depositSlipState.${state}`) }))}
        />
      </FilterBar>
      <KeysetTable<DepositSlip>
        list={list}
        columns={[...columns(t, issuerId === undefined), acts(t, setRefusing)]}
        rowKey={(slip) => slip.id}
        label={t('deposit.slips')}
        empty={<EmptyState compact title={t(filters.active ? 'empty.noMatch' : 'deposit.noSlips')} />}
        testId="deposit-slips-table"
      />
      {refusing && <RefuseSlip slip={refusing} refuse={refuse} onClose={() => setRefusing(null)} />}
    </Panel>
  );
}

function columns(t: Texts, withIssuer: boolean): NonNullable<TableProps<DepositSlip>['columns']> {
  const by = (name: string | null, at: string | null) =>
    name && at ? (
      <span className="two-lines">
        {name}
        <small>
          <Time at={at} />
        </small>
      </span>
    ) : (
      '—'
    );
  return [
    ...(withIssuer ? [{ title: t('deposit.issuer'), dataIndex: 'issuerName', key: 'issuer' }] : []),
    {
      title: t('deposit.reference'),
      key: 'reference',
      render: (_, slip) => (
        <span className="two-lines">
          <span className="number">{slip.reference}</span>
          {slip.note && <small>{slip.note}</small>}
        </span>
      ),
    },
    { title: t('deposit.paidOn'), dataIndex: 'paidOn', key: 'paidOn', className: 'number' },
    { title: t('deposit.amount'), key: 'amount', align: 'right', render: (_, slip) => <Money minor={slip.amountMinor} /> },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, slip) => (
        <span className="two-lines">
          <SlipStateOf state={slip.state} />
          {slip.reason && <small>{slip.reason}</small>}
        </span>
      ),
    },
    { title: t('deposit.enteredBy'), key: 'entered', render: (_, slip) => by(slip.enteredByName, slip.enteredAt) },
    { title: t('deposit.decidedBy'), key: 'decided', render: (_, slip) => by(slip.decidedByName, slip.decidedAt) },
  ];
}

function acts(t: Texts, onRefuse: (slip: DepositSlip) => void): NonNullable<TableProps<DepositSlip>['columns']>[number] {
  return {
    title: <span className="hidden-word">{t('field.acts')}</span>,
    key: 'acts',
    align: 'right',
    render: (_, slip) => <Acts slip={slip} onRefuse={() => onRefuse(slip)} />,
  };
}

function Acts({ slip, onRefuse }: { slip: DepositSlip; onRefuse: () => void }) {
  const t = useTexts();
  const isChecker = useCan()('deposits.approve');
  const ask = useConfirm();
  const { message } = App.useApp();
  const confirm = useConfirmSlip();
  const { id: depositSlipId, issuerName: name, amountMinor, reference } = slip;
  const askConfirm = () =>
    ask({
      title: t('deposit.confirmTitle'),
      changes: [t('deposit.confirmChange', { name, amount: formatMoney(amountMinor) }), t('deposit.confirmBank', { reference })],
      ok: t('deposit.confirm'),
      run: async () => {
        await confirm.mutateAsync({ depositSlipId });
        message.success(t('deposit.confirmed'));
      },
    });
  if (slip.mayDecide)
    return (
      <span style={{ whiteSpace: 'nowrap' }}>
        <Button size="small" type="primary" onClick={askConfirm} data-testid="confirm-deposit-slip">
          {t('deposit.confirm')}
        </Button>{' '}
        <Button size="small" onClick={onRefuse} data-testid="refuse-deposit-slip">
          {t('deposit.refuse')}
        </Button>
      </span>
    );
  return isChecker && slip.state === 'entered' ? <span className="quiet">{t('deposit.anotherPerson')}</span> : null;
}
