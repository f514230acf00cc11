import type { CatalogueItem } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { Facts, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useShops } from '../../shared/use-shops.ts';
import { Maybe, MoneyPrice } from './item-words.tsx';

/** What members are told of an item, and who entered it. */
export function ItemFacts({ item }: { item: CatalogueItem }) {
  const t = useTexts();
  const named = useNamed();
  const yes = (is: boolean) => t(is ? 'items.yes' : 'items.no');
  return (
    <Panel title={t('items.facts')} testId="item-facts">
      <Facts
        rows={[
          { label: t('field.kind'), value: t(`itemKind.${item.kind}`) },
          { label: t('items.category'), value: named(item.categoryName) },
          { label: t('items.money'), value: <MoneyPrice minor={item.moneyPriceMinor} /> },
          { label: t('items.points'), value: <Maybe count={item.pointsPrice} /> },
          { label: t('items.stock'), value: <Maybe count={item.stock} without={t('items.endless')} /> },
          { label: t('items.shops'), value: <ShopNames item={item} /> },
          { label: t('items.needsBooking'), value: yes(item.needsBooking) },
          { label: t('items.needsConfirmation'), value: yes(item.needsConfirmation) },
          { label: t('items.needsPhoto'), value: yes(item.needsPhoto) },
          { label: t('items.enteredBy'), value: item.createdByName },
          { label: t('items.changedAt'), value: <Time at={item.changedAt} exact /> },
        ]}
      />
    </Panel>
  );
}

function ShopNames({ item: { merchantId, shopIds } }: { item: CatalogueItem }) {
  const t = useTexts();
  const can = useCan();
  const shops = useShops(can('shops.read') && shopIds !== null ? merchantId : undefined);
  if (shopIds === null) return t('items.everyShop');
  const names = (shops.data?.items ?? []).filter(({ id }) => shopIds.includes(id)).map(({ name }) => name);
  return names.length === shopIds.length ? names.join(t('subsidies.and')) : t('items.someShops', { count: shopIds.length });
}
