import { useMutation } from '@tanstack/react-query';
import type { Dispute } from '@tessera/contract';
import { DISPUTE_KINDS, DISPUTE_STATES } from '@tessera/contract/dispute-words';
import { Money, useSettings } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useCan, useSession } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters, useOverlay } from '../../shared/use-filters.ts';
import { Deadline } from './deadline.tsx';
import { DisputeState } from './dispute-state.tsx';
import { OpenDispute } from './open-dispute.tsx';
import { DISPUTE_FILTERS, ONLY, readDisputeQuery, useDisputes } from './use-disputes.ts';

/** Cases about payments: the desk's, or those of one's own merchant. */
export function DisputesPage() {
  const t = useTexts();
  const can = useCan();
  const isMerchant = useSession().staff?.organizationKind === 'merchant';
  const filters = useFilters(DISPUTE_FILTERS);
  const opening = useOverlay('open');
  const query = readDisputeQuery(filters);
  const list = useDisputes(query);
  return (
    <>
      <PageHeader
        title={t('nav.disputes')}
        note={t(isMerchant ? 'disputes.noteMerchant' : 'disputes.note')}
        actions={
          <>
            <ExportDisputes query={query} />
            {can('disputes.write') && (
              <Button type="primary" onClick={() => opening.open('new')} data-testid="open-dispute">
                {t('disputes.open')}
              </Button>
            )}
          </>
        }
      />
      <Panel flush>
        <DisputeFilters filters={filters} isMerchant={isMerchant} />
        <KeysetTable<Dispute>
          list={list}
          columns={columns(t, isMerchant)}
          rowKey={(dispute) => dispute.id}
          label={t('nav.disputes')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('disputes.empty')} hint={t(isMerchant ? 'disputes.emptyMerchantHint' : 'disputes.emptyHint')} />
            )
          }
          testId="disputes-table"
        />
      </Panel>
      {opening.value && can('disputes.write') && <OpenDispute key={opening.value} about={opening.value} onClose={opening.close} />}
    </>
  );
}

function DisputeFilters(props: { filters: Filters; isMerchant: boolean }) {
  const t = useTexts();
  const can = useCan();
  const { filters, isMerchant } = props;
  const which = isMerchant ? ONLY.filter((only) => only !== 'mine') : ONLY;
  return (
    <FilterBar filters={filters}>
      <SearchBox filters={filters} placeholder={t(isMerchant ? 'disputes.searchMerchant' : 'disputes.search')} />
      <FilterSelect
        filters={filters}
        name="only"
        placeholder={t('disputes.only')}
        choices={which.map((only) => ({ value: only, label: t(`disputes.only.${only}`) }))}
      />
      <FilterSelect
        filters={filters}
        name="state"
        placeholder={t('field.status')}
        choices={DISPUTE_STATES.map((state) => ({ value: state, label: t(`disputeState.${state}`) }))}
      />
      <FilterSelect
        filters={filters}
        name="kind"
        placeholder={t('disputes.kind')}
        choices={DISPUTE_KINDS.map((kind) => ({ value: kind, label: t(`disputeKind.${kind}`) }))}
      />
      {can('organizations.read') && <MerchantFilter filters={filters} />}
    </FilterBar>
  );
}

function ExportDisputes(props: { query: ReturnType<typeof readDisputeQuery> }) {
  const t = useTexts();
  const { locale } = useSettings();
  const save = useMutation({
    mutationFn: () => client.disputes.exportDisputes({ ...props.query, language: locale }),
    onSuccess: (file) => saveFile(`${t('nav.disputes')}.csv`, file),
  });
  return (
    <>
      <Button icon={<Icon name="download" size={16} />} loading={save.isPending} onClick={() => save.mutate()} data-testid="export-disputes">
        {t('disputes.export')}
      </Button>
      <ErrorNotice error={save.error} onRetry={() => save.mutate()} />
    </>
  );
}

function columns(t: Texts, isMerchant: boolean): NonNullable<TableProps<Dispute>['columns']> {
  const all: NonNullable<TableProps<Dispute>['columns']> = [
    {
      title: t('disputes.number'),
      key: 'number',
      render: (_, dispute) => (
        <span className="two-lines">
          <Link className="number" to={`/disputes/${dispute.id}`}>
            {dispute.caseNumber}
          </Link>
          <small>{t(`disputeKind.${dispute.kind}`)}</small>
        </span>
      ),
    },
    { title: t('field.status'), key: 'state', render: (_, dispute) => <DisputeState dispute={dispute} /> },
    {
      title: t('field.member'),
      key: 'member',
      render: (_, dispute) => (
        <span className="two-lines">
          <span>{dispute.memberName}</span>
          <small className="number">{dispute.memberNumber}</small>
        </span>
      ),
    },
    { title: t('field.merchant'), key: 'merchant', render: (_, dispute) => dispute.merchantName ?? <span className="quiet">—</span> },
    {
      title: t('disputes.paid'),
      key: 'paid',
      align: 'right',
      render: (_, dispute) => (dispute.paidMinor === null ? <span className="quiet">—</span> : <Money minor={dispute.paidMinor} />),
    },
    { title: t('disputes.deadline'), key: 'deadline', render: (_, dispute) => <Deadline dispute={dispute} isMerchant={isMerchant} /> },
    { title: t('disputes.opened'), key: 'opened', render: (_, dispute) => <Time at={dispute.openedAt} /> },
    {
      title: t('disputes.assigned'),
      key: 'assigned',
      render: (_, dispute) => dispute.assignedTo ?? <span className="quiet">{t('disputes.nobody')}</span>,
    },
  ];
  return isMerchant ? all.filter(({ key }) => key !== 'assigned' && key !== 'merchant') : all;
}
