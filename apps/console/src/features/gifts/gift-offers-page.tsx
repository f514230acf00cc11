import type { GiftOffer } from '@tessera/contract';
import { Money, useNamed } from '@tessera/ui';
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
import { GiftOfferForm } from './gift-offer-form.tsx';
import { OfferState, termsWords } from './gift-words.tsx';
import { GIFT_OFFER_STATES, useGiftOffers } from './use-gifts.ts';

const FILTERS = ['q', 'state'] as const;

/** What the operator gives on top of top-ups. */
export function GiftOffersPage() {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const list = useGiftOffers({ q: filters.get('q'), state: filters.pick('state', GIFT_OFFER_STATES) });
  const [creating, setCreating] = useState(false);
  const create = can('gifts.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-gift-offer">
      {t('gifts.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.gifts')} note={t('gifts.note')} actions={create} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('gifts.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={GIFT_OFFER_STATES.map((state) => ({ value: state, label: t(`giftOfferState.${state}`) }))}
          />
        </FilterBar>
        <KeysetTable<GiftOffer>
          list={list}
          columns={columns(t, named)}
          rowKey={(offer) => offer.id}
          label={t('nav.gifts')}
          onOpen={(offer) => navigate(`/gift-offers/${offer.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('gifts.empty')} hint={t('gifts.emptyHint')} action={create} />
            )
          }
          testId="gift-offers-table"
        />
      </Panel>
      {creating && <GiftOfferForm onClose={() => setCreating(false)} onSaved={(offer) => navigate(`/gift-offers/${offer.id}`)} />}
    </>
  );
}

function columns(t: Texts, named: ReturnType<typeof useNamed>): NonNullable<TableProps<GiftOffer>['columns']> {
  return [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, offer) => (
        <Link className="cell-link" to={`/gift-offers/${offer.id}`}>
          {named(offer.name)}
        </Link>
      ),
    },
    { title: t('gifts.terms'), key: 'terms', render: (_, offer) => termsWords(t, offer) },
    { title: t('gifts.days'), key: 'days', render: (_, offer) => <span className="number">{`${offer.beginsOn} – ${offer.endsOn}`}</span> },
    { title: t('field.status'), key: 'state', render: (_, offer) => <OfferState state={offer.state} /> },
    { title: t('gifts.given'), key: 'given', align: 'right', render: (_, offer) => <Money minor={offer.givenMinor} /> },
    {
      title: t('gifts.budget'),
      key: 'budget',
      align: 'right',
      render: (_, offer) => (offer.budgetMinor === null ? t('gifts.noBudget') : <Money minor={offer.budgetMinor} />),
    },
  ];
}
