import type { AgreedPrice, CatalogueItem, ItemCategory, StockMove } from '@tessera/contract';
import { Money, useNamed } from '@tessera/ui';
import { Count } from '../../shared/count.tsx';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { siblingsOf } from './category-order.ts';

const TONES = { off: 'quiet', waiting: 'warn', on: 'good' } as const satisfies Record<CatalogueItem['state'], Tone>;

/** One that the operator sent back says so, until it is put on the shelf again. */
export function ItemState({ item: { state, message } }: { item: Pick<CatalogueItem, 'state' | 'message'> }) {
  const t = useTexts();
  if (state === 'off' && message) return <Status tone="bad">{t('items.sentBack')}</Status>;
  return <Status tone={TONES[state]}>{t(`itemState.${state}`)}</Status>;
}

export function MoneyPrice({ minor }: { minor: number | null }) {
  return minor === null ? '—' : <Money minor={minor} />;
}

export function Maybe({ count, without = '—' }: { count: number | null; without?: string }) {
  return count === null ? without : <Count of={count} />;
}

/** What a version of an agreed price is now. */
export function PriceState({ price }: { price: AgreedPrice }) {
  const t = useTexts();
  const { state, holdsNow, startsAt, proposedSide } = price;
  if (state === 'proposed') return <Status tone="warn">{t(`items.waitsFor.${proposedSide === 'merchant' ? 'operator' : 'merchant'}`)}</Status>;
  if (state === 'refused') return <Status tone="quiet">{t('items.priceRefused')}</Status>;
  if (holdsNow) return <Status tone="good">{t('items.priceHolds')}</Status>;
  const isToCome = startsAt !== null && startsAt > new Date().toISOString();
  return <Status tone={isToCome ? 'brand' : 'quiet'}>{t(isToCome ? 'items.priceToCome' : 'items.pricePast')}</Status>;
}

/** With a sign; where counting began or ended there is no figure. */
export function Change({ of: { change } }: { of: StockMove }) {
  if (change === null) return '—';
  const words = Math.abs(change).toLocaleString('en-US');
  return <span className={`number ${change < 0 ? 'amount-out' : 'amount-in'}`}>{`${change < 0 ? '−' : '+'}${words}`}</span>;
}

type Node = { value: ItemCategory['id']; title: string; disabled: boolean; children: Node[] };

/** Categories as nested choices; of what is off nothing new is entered. */
export function useCategoryNodes(all: readonly ItemCategory[], choosable: 'all' | 'open'): Node[] {
  const named = useNamed();
  const nodesBelow = (parentId: ItemCategory['parentId'], isClosed: boolean): Node[] =>
    siblingsOf(all, parentId).map((one) => {
      const isOff = isClosed || one.state === 'off';
      return { value: one.id, title: named(one.name), disabled: choosable === 'open' && isOff, children: nodesBelow(one.id, isOff) };
    });
  return nodesBelow(null, false);
}
