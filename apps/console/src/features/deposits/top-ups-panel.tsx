import type { IssuerDeposit, IssuerTopUp } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { DayRange } from '../../shared/day-range.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { GiveTopUp } from './give-top-up.tsx';
import { TakeBackTopUp } from './take-back-top-up.tsx';
import { TOP_UP_FILTERS, TOP_UP_STATES, useTopUps } from './use-top-ups.ts';

/** What an issuer gave its members out of its deposit, and giving and taking back for its own people. */
export function TopUpsPanel({ deposit }: { deposit: IssuerDeposit }) {
  const t = useTexts();
  const filters = useFilters(TOP_UP_FILTERS);
  const list = useTopUps(deposit.issuerId, filters);
  const can = useCan();
  const isIssuer = useSession().staff?.organizationKind === 'issuer';
  const mayGive = isIssuer && can('deposits.topUp');
  const [isGiving, setGiving] = useState(false);
  const [takingBack, setTakingBack] = useState<IssuerTopUp | null>(null);
  const give = mayGive && (
    <Button type="primary" onClick={() => setGiving(true)} data-testid="give-top-up">
      {t('topUps.give')}
    </Button>
  );
  return (
    <Panel flush title={t('topUps.title')} extra={give} testId="issuer-top-ups">
      <FilterBar filters={filters}>
        <SearchBox filters={filters} placeholder={t('topUps.search')} />
        <FilterSelect
          filters={filters}
          name="given"
          placeholder={t('field.status')}
          choices={TOP_UP_STATES.map((state) => ({ value: state, label: t(`topUpState.${state}`) }))}
        />
        <DayRange filters={filters} />
      </FilterBar>
      <KeysetTable<IssuerTopUp>
        list={list}
        columns={columns(t, setTakingBack)}
        rowKey={(topUp) => topUp.id}
        label={t('topUps.title')}
        empty={
          filters.active ? (
            <EmptyState compact title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
          ) : (
            <EmptyState compact title={t('topUps.none')} hint={t('topUps.noneHint')} />
          )
        }
        testId="issuer-top-ups-table"
      />
      {isGiving && <GiveTopUp deposit={deposit} onClose={() => setGiving(false)} />}
      {takingBack && <TakeBackTopUp topUp={takingBack} onClose={() => setTakingBack(null)} />}
    </Panel>
  );
}

function columns(t: Texts, onTakeBack: (topUp: IssuerTopUp) => void): NonNullable<TableProps<IssuerTopUp>['columns']> {
  return [
    { title: t('field.time'), key: 'at', render: (_, { at }) => <Time at={at} /> },
    {
      title: t('field.member'),
      key: 'member',
      render: (_, { memberName, memberNumber }) => (
        <span className="two-lines">
          <span>{memberName}</span>
          <small className="number">{memberNumber}</small>
        </span>
      ),
    },
    { title: t('deposit.amount'), key: 'amount', align: 'right', render: (_, { amountMinor }) => <Money minor={amountMinor} /> },
    {
      title: t('topUps.why'),
      key: 'why',
      render: (_, { reason, reference }) => (
        <span className="two-lines">
          <span>{reason || '—'}</span>
          {reference && <small className="number">{reference}</small>}
        </span>
      ),
    },
    {
      title: t('topUps.by'),
      key: 'by',
      render: (_, { byName, way }) => (
        <span className="two-lines">
          <span>{byName}</span>
          <small>{t(`topUpWay.${way}`)}</small>
        </span>
      ),
    },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, { takenBackAt, takenBackReason, takenBackByName }) => (
        <span className="two-lines">
          <Status tone={takenBackAt ? 'quiet' : 'good'}>{t(`topUpState.${takenBackAt ? 'takenBack' : 'given'}`)}</Status>
          {takenBackAt && <small>{[takenBackByName, takenBackReason].filter(Boolean).join(' · ')}</small>}
        </span>
      ),
    },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      render: (_, topUp) =>
        topUp.mayTakeBack && (
          <Button size="small" danger onClick={() => onTakeBack(topUp)} data-testid="take-back-top-up">
            {t('topUps.takeBack')}
          </Button>
        ),
    },
  ];
}
