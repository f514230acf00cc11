import type { GiftCard, GiftCardKind } from '@tessera/contract';
import { Money, useNamed } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { ExportList } from '../../shared/export-list.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters, useOverlay } from '../../shared/use-filters.ts';
import { CodeSheet, type ShownCode } from './code-sheet.tsx';
import { GiftCardDrawer } from './gift-card-drawer.tsx';
import { GiftCardTabs } from './gift-card-tabs.tsx';
import { CardState, outstandingOf } from './gift-words.tsx';
import { SellDialog } from './sell-dialog.tsx';
import { CARD_FILTERS, CARD_STATES, readCardQuery, useAllKinds, useGiftCards } from './use-gift-cards.ts';
import './gift-cards.css';

/** Cards that were sold: found by code or person, with what is left on each and what is owed on all. */
export function GiftCardsPage() {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  const filters = useFilters(CARD_FILTERS);
  const query = readCardQuery(filters);
  const list = useGiftCards(query);
  const kinds = useAllKinds();
  const opened = useOverlay('card');
  const [selling, setSelling] = useState(false);
  const [shown, setShown] = useState<ShownCode | null>(null);
  const sell = can('giftcards.sell') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setSelling(true)} data-testid="sell-gift-card">
      {t('giftCards.sell')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('nav.giftCards')}
        note={t('giftCards.note')}
        actions={
          <>
            <ExportList fileName={t('nav.giftCards')} fetch={(language) => client.giftcards.exportGiftCards({ ...query, language })} />
            {sell}
          </>
        }
      />
      <GiftCardTabs />
      {/* Sums of some of the kinds would pass for sums of all. */}
      {kinds.data && kinds.data.nextCursor === null && kinds.data.items.length > 0 && <Sums kinds={kinds.data.items} />}
      <Panel flush>
        <CardFilters filters={filters} kinds={kinds.data?.items ?? []} />
        <KeysetTable<GiftCard>
          list={list}
          columns={columns(t, named)}
          rowKey={(card) => card.id}
          label={t('nav.giftCards')}
          onOpen={(card) => opened.open(card.id)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('giftCards.empty')} hint={t('giftCards.emptyHint')} action={sell} />
            )
          }
          testId="gift-cards-table"
        />
      </Panel>
      {opened.value && <GiftCardDrawer giftCardId={opened.value} onClose={opened.close} onCode={setShown} />}
      {selling && <SellDialog onClose={() => setSelling(false)} onSold={setShown} />}
      {shown && <CodeSheet shown={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function CardFilters({ filters, kinds }: { filters: Filters; kinds: readonly GiftCardKind[] }) {
  const t = useTexts();
  const named = useNamed();
  return (
    <FilterBar filters={filters}>
      <SearchBox filters={filters} placeholder={t('giftCards.search')} />
      <FilterSelect
        filters={filters}
        name="state"
        placeholder={t('field.status')}
        choices={CARD_STATES.map((state) => ({ value: state, label: t(`giftCardState.${state}`) }))}
      />
      <FilterSelect
        filters={filters}
        name="kind"
        width={176}
        placeholder={t('giftCards.kind')}
        choices={kinds.map(({ id, name }) => ({ value: id, label: named(name) }))}
      />
    </FilterBar>
  );
}

function Sums({ kinds }: { kinds: readonly GiftCardKind[] }) {
  const t = useTexts();
  const sum = (of: (kind: GiftCardKind) => number) => kinds.reduce((total, kind) => total + of(kind), 0);
  const figures = [
    { label: t('giftCards.outstanding'), minor: sum(outstandingOf) },
    { label: t('giftCards.waiting'), minor: sum(({ books }) => books.waitingMinor) },
    { label: t('giftCards.held'), minor: sum(({ books }) => books.heldMinor) },
    { label: t('giftCards.spent'), minor: sum(({ books }) => books.spentMinor) },
    { label: t('giftCards.lapsed'), minor: sum(({ books }) => books.lapsedMinor) },
  ];
  return (
    <dl className="gift-figures" data-testid="gift-figures">
      {figures.map(({ label, minor }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Money minor={minor} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function columns(t: Texts, named: ReturnType<typeof useNamed>): NonNullable<TableProps<GiftCard>['columns']> {
  return [
    {
      title: t('giftCards.tail'),
      key: 'tail',
      render: (_, card) => (
        <Link className="cell-link mono" to={`/gift-cards?card=${card.id}`}>
          {`···· ${card.tail}`}
        </Link>
      ),
    },
    { title: t('giftCards.kind'), key: 'kind', render: (_, card) => named(card.name) },
    { title: t('field.status'), key: 'state', render: (_, card) => <CardState state={card.state} /> },
    { title: t('giftCards.face'), key: 'face', align: 'right', render: (_, card) => <Money minor={card.faceMinor} /> },
    { title: t('giftCards.left'), key: 'left', align: 'right', render: (_, card) => <Money minor={card.balanceMinor} /> },
    {
      title: t('giftCards.buyer'),
      key: 'buyer',
      render: (_, card) => card.buyer?.name ?? (card.soldByName === null ? '—' : t('giftCards.atCounter')),
    },
    { title: t('giftCards.holder'), key: 'holder', render: (_, card) => card.holder?.name ?? '—' },
    {
      title: t('giftCards.expiresOn'),
      key: 'expires',
      render: (_, card) => <span className="number">{card.expiresOn ?? t('giftCards.noEnd')}</span>,
    },
    { title: t('giftCards.soldAt'), key: 'sold', align: 'right', render: (_, card) => <Time at={card.soldAt} /> },
  ];
}
