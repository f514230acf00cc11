import type { Card } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { CARD_KINDS, CARD_STATUSES } from '../../shared/limits.ts';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { CardActs, CardStatus } from './card-acts.tsx';
import { CardTabs } from './card-tabs.tsx';
import { IssueCardDialog } from './issue-card-dialog.tsx';
import { useCards } from './use-cards.ts';

const FILTERS = ['q', 'kind', 'status'] as const;

export function CardsPage() {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const list = useCards({ q: filters.get('q'), kind: filters.pick('kind', CARD_KINDS), status: filters.pick('status', CARD_STATUSES) });
  const [issuing, setIssuing] = useState(false);
  const issue = can('cards.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setIssuing(true)} data-testid="issue-card">
      {t('cards.issue')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.cards')} note={t('cards.note')} actions={issue} />
      <CardTabs />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('cards.search')} />
          <FilterSelect
            filters={filters}
            name="kind"
            placeholder={t('filter.kind')}
            choices={CARD_KINDS.map((kind) => ({ value: kind, label: t(`card.${kind}`) }))}
          />
          <FilterSelect
            filters={filters}
            name="status"
            placeholder={t('field.status')}
            choices={CARD_STATUSES.map((status) => ({ value: status, label: t(`cardStatus.${status}`) }))}
          />
        </FilterBar>
        <KeysetTable<Card>
          list={list}
          columns={columns(t)}
          rowKey={(card) => card.id}
          label={t('nav.cards')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('cards.empty')} hint={t('cards.emptyHint')} action={issue} />
            )
          }
          testId="cards-table"
        />
      </Panel>
      {issuing && <IssueCardDialog onClose={() => setIssuing(false)} />}
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<Card>['columns']> {
  return [
    { title: t('field.card'), key: 'tail', render: (_, card) => <span className="mono">···· {card.tail}</span> },
    { title: t('field.kind'), key: 'kind', render: (_, card) => t(`card.${card.kind}`) },
    {
      title: t('cards.holder'),
      key: 'holder',
      render: (_, card) => (
        <Link className="cell-link" to={`/members/${card.memberId}`}>
          {card.memberName}
        </Link>
      ),
    },
    { title: t('field.memberNumber'), dataIndex: 'memberNumber', key: 'memberNumber', className: 'number' },
    { title: t('field.status'), key: 'status', render: (_, card) => <CardStatus card={card} /> },
    { title: t('cards.issuedAt'), key: 'issuedAt', render: (_, card) => <Time at={card.issuedAt} /> },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      fixed: 'right',
      render: (_, card) => <CardActs card={card} />,
    },
  ];
}
