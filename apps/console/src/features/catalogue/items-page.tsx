import type { CatalogueItem } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { client } from '../../shared/api.ts';
import { ExportList } from '../../shared/export-list.tsx';
import { FilterBar, FilterSelect, FilterTree, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';
import { ItemForm } from './item-form.tsx';
import { ItemState, Maybe, MoneyPrice, useCategoryNodes } from './item-words.tsx';
import { useCategories } from './use-categories.ts';
import { ITEM_KINDS, ITEM_SORTS, ITEM_STATES, type ItemQuery, SIDES, useItems, useWaitingCount } from './use-items.ts';
import './items.css';

const FILTERS = ['q', 'category', 'merchant', 'state', 'kind', 'asked'] as const;

function queryOf(filters: Filters): ItemQuery {
  return {
    q: filters.get('q'),
    categoryId: readId<'category'>(filters.get('category')),
    merchantId: readId<'organization'>(filters.get('merchant')),
    state: filters.pick('state', ITEM_STATES),
    kind: filters.pick('kind', ITEM_KINDS),
    priceWaitsFor: filters.pick('asked', SIDES),
    sort: filters.pick('sort', ITEM_SORTS),
  };
}

/** What merchants offer; a merchant's people find their own. */
export function ItemsPage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const filters = useFilters(FILTERS);
  const query = queryOf(filters);
  const list = useItems(query);
  const [creating, setCreating] = useState(false);
  const create = can('catalogue.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-item">
      {t('items.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('nav.items')}
        note={t(isOperator ? 'items.note' : 'items.ownNote')}
        actions={
          <>
            {can('catalogue.approve') && (
              <Link to="/items/categories">
                <Button tabIndex={-1} icon={<Icon name="tree" size={16} />}>
                  {t('items.categories')}
                </Button>
              </Link>
            )}
            <ExportList fileName={t('nav.items')} fetch={(language) => client.catalogue.exportItems({ ...query, language })} />
            {create}
          </>
        }
      />
      <Panel flush>
        <Waiting filters={filters} />
        <Filtering filters={filters} />
        <KeysetTable<CatalogueItem>
          list={list}
          columns={useColumns(t, isOperator)}
          rowKey={(item) => item.id}
          label={t('nav.items')}
          onOpen={(item) => navigate(`/items/${item.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('items.empty')} hint={t('items.emptyHint')} action={create} />
            )
          }
          testId="items-table"
        />
      </Panel>
      {creating && <ItemForm onClose={() => setCreating(false)} onSaved={(item) => navigate(`/items/${item.id}`)} />}
    </>
  );
}

function Filtering({ filters }: { filters: Filters }) {
  const t = useTexts();
  const can = useCan();
  const nodes = useCategoryNodes(useCategories().data?.items ?? [], 'all');
  return (
    <FilterBar filters={filters}>
      <SearchBox filters={filters} placeholder={t('items.search')} />
      <FilterTree filters={filters} name="category" placeholder={t('items.category')} nodes={nodes} />
      {can('organizations.read') && <MerchantFilter filters={filters} />}
      <FilterSelect
        filters={filters}
        name="state"
        placeholder={t('field.status')}
        choices={ITEM_STATES.map((state) => ({ value: state, label: t(`itemState.${state}`) }))}
      />
      <FilterSelect
        filters={filters}
        name="kind"
        placeholder={t('field.kind')}
        choices={ITEM_KINDS.map((kind) => ({ value: kind, label: t(`itemKind.${kind}`) }))}
      />
      <FilterSelect
        filters={filters}
        name="sort"
        placeholder={t('items.sort')}
        choices={ITEM_SORTS.map((sort) => ({ value: sort, label: t(`itemSort.${sort}`) }))}
      />
    </FilterBar>
  );
}

/** What waits for whoever looks: a review, an answer to a price. Hidden while nothing does. */
function Waiting({ filters }: { filters: Filters }) {
  const t = useTexts();
  const can = useCan();
  const side = useSession().staff?.organizationKind === 'operator' ? 'operator' : 'merchant';
  const reviews = useWaitingCount({ state: 'waiting' }, can('catalogue.approve'));
  const prices = useWaitingCount({ priceWaitsFor: side }, can('catalogue.price'));
  return (
    <div className="waiting-row">
      <WaitingButton filters={filters} name="state" value="waiting" count={reviews.data} words={t('items.toReview')} />
      <WaitingButton filters={filters} name="asked" value={side} count={prices.data} words={t('items.toAnswer')} />
    </div>
  );
}

function WaitingButton(props: { filters: Filters; name: 'state' | 'asked'; value: string; count: string | undefined; words: string }) {
  const { filters, name, value, count, words } = props;
  const isOn = filters.get(name) === value;
  if ((count === undefined || count === '0') && !isOn) return null;
  return (
    <Button
      className={isOn ? 'waiting-button waiting-button-on' : 'waiting-button'}
      aria-pressed={isOn}
      onClick={() => filters.set({ [name]: isOn ? undefined : value })}
      data-testid={`waiting-${name}`}
    >
      {words}
      <b className="number">{count}</b>
    </Button>
  );
}

function useColumns(t: Texts, isOperator: boolean): NonNullable<TableProps<CatalogueItem>['columns']> {
  const named = useNamed();
  return [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, item) => (
        <Link className="cell-link two-lines item-name" to={`/items/${item.id}`}>
          <span>{item.name}</span>
          <small>{`${named(item.categoryName)} · ${t(`itemKind.${item.kind}`)}`}</small>
        </Link>
      ),
    },
    ...(isOperator ? [{ title: t('field.merchant'), dataIndex: 'merchantName', key: 'merchant' }] : []),
    { title: t('items.money'), key: 'money', align: 'right', render: (_, item) => <MoneyPrice minor={item.moneyPriceMinor} /> },
    { title: t('items.points'), key: 'points', align: 'right', render: (_, item) => <Maybe count={item.pointsPrice} /> },
    { title: t('items.stock'), key: 'stock', align: 'right', render: (_, item) => <Maybe count={item.stock} without={t('items.endless')} /> },
    { title: t('field.status'), key: 'state', render: (_, item) => <ItemState item={item} /> },
    { title: t('items.changedAt'), key: 'at', render: (_, item) => <Time at={item.changedAt} /> },
  ];
}
