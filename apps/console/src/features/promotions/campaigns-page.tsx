import type { Campaign } from '@tessera/contract';
import { benefitLines, Money, useNamed } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { CampaignForm } from './campaign-form.tsx';
import { CampaignState, daysWords } from './campaign-words.tsx';
import { CAMPAIGN_STATES, TRIGGERS, useCampaigns } from './use-campaigns.ts';

const FILTERS = ['q', 'state', 'trigger'] as const;

/** What takes something off a price; merchants and issuers see what they bear. */
export function CampaignsPage() {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const list = useCampaigns({ q: filters.get('q'), state: filters.pick('state', CAMPAIGN_STATES), trigger: filters.pick('trigger', TRIGGERS) });
  const [creating, setCreating] = useState(false);
  const create = can('promotions.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-campaign">
      {t('promotions.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.promotions')} note={t('promotions.note')} actions={create} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('promotions.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={CAMPAIGN_STATES.map((state) => ({ value: state, label: t(`campaignState.${state}`) }))}
          />
          <FilterSelect
            filters={filters}
            name="trigger"
            placeholder={t('promotions.trigger')}
            choices={TRIGGERS.map((trigger) => ({ value: trigger, label: t(`trigger.${trigger}`) }))}
          />
        </FilterBar>
        <KeysetTable<Campaign>
          list={list}
          columns={columns(t, named)}
          rowKey={(campaign) => campaign.id}
          label={t('nav.promotions')}
          onOpen={(campaign) => navigate(`/campaigns/${campaign.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('promotions.empty')} hint={t('promotions.emptyHint')} action={create} />
            )
          }
          testId="campaigns-table"
        />
      </Panel>
      {creating && <CampaignForm onClose={() => setCreating(false)} onSaved={(campaign) => navigate(`/campaigns/${campaign.id}`)} />}
    </>
  );
}

function columns(t: Texts, named: ReturnType<typeof useNamed>): NonNullable<TableProps<Campaign>['columns']> {
  return [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, campaign) => (
        <Link className="cell-link" to={`/campaigns/${campaign.id}`}>
          {named(campaign.name)}
        </Link>
      ),
    },
    { title: t('promotions.benefit'), key: 'benefit', render: (_, { benefit }) => benefitLines(t, benefit).join(t('subsidies.and')) },
    { title: t('promotions.trigger'), key: 'trigger', render: (_, { trigger }) => t(`trigger.${trigger}`) },
    { title: t('promotions.window'), key: 'window', render: (_, campaign) => <span className="number">{daysWords(t, campaign)}</span> },
    { title: t('field.status'), key: 'state', render: (_, { state }) => <CampaignState state={state} /> },
    { title: t('promotions.used'), key: 'used', align: 'right', render: (_, { usedCount }) => usedCount },
    { title: t('promotions.cost'), key: 'cost', align: 'right', render: (_, { usedMinor }) => <Money minor={usedMinor} /> },
    {
      title: t('promotions.budget'),
      key: 'budget',
      align: 'right',
      render: (_, { budgetMinor }) => (budgetMinor === null ? t('promotions.noBound') : <Money minor={budgetMinor} />),
    },
  ];
}
