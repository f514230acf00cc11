import type { CatalogueItem } from '@tessera/contract';
import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ItemPrices } from './item-prices.tsx';
import { ItemStock } from './item-stock.tsx';

/** One list at a time, named in the address, so that each keeps its own place. */
export function ItemTabs({ item }: { item: CatalogueItem }) {
  const t = useTexts();
  const can = useCan();
  const [search, setSearch] = useSearchParams();
  const views = can('catalogue.price') ? (['prices', 'stock'] as const) : (['stock'] as const);
  const view = views.find((one) => one === search.get('view')) ?? views[0];
  if (views.length === 1) return <ItemStock item={item} />;
  const lists = { prices: <ItemPrices item={item} />, stock: <ItemStock item={item} /> };
  return (
    <Tabs
      activeKey={view}
      onChange={(key) => setSearch(key === views[0] ? {} : { view: key })}
      items={views.map((key) => ({ key, label: t(`items.${key}`), children: key === view ? lists[key] : null }))}
    />
  );
}
