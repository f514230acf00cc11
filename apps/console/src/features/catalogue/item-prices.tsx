import type { AgreedPrice, CatalogueItem } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Button, type TableProps } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { PriceState } from './item-words.tsx';
import { ProposePrice } from './propose-price.tsx';
import { type PriceAct, useAgreedPrices, useDecidePrice } from './use-prices.ts';

/** What the operator pays the merchant: what holds, what waits for an answer, and what held before. */
export function ItemPrices({ item }: { item: CatalogueItem }) {
  const t = useTexts();
  const list = useAgreedPrices(item.id);
  const [proposing, setProposing] = useState(false);
  const waiting = list.items.find(({ state }) => state === 'proposed');
  const propose = !waiting && !list.isPending && (
    <Button size="small" onClick={() => setProposing(true)} data-testid="propose-price">
      {t('items.propose')}
    </Button>
  );
  return (
    <Panel flush title={t('items.agreedPrice')} extra={propose} testId="item-prices">
      {waiting && <Proposal price={waiting} />}
      <KeysetTable<AgreedPrice>
        list={list}
        columns={columns(t)}
        rowKey={(price) => price.id}
        label={t('items.agreedPrice')}
        empty={<EmptyState compact title={t('items.noPrices')} hint={t(item.pointsPrice === null ? 'items.noPricesHint' : 'items.priceNeeded')} />}
        testId="prices-table"
      />
      {proposing && <ProposePrice item={item} onClose={() => setProposing(false)} />}
    </Panel>
  );
}

/** The side that proposed may take it back, the other one agrees or refuses. */
function Proposal({ price }: { price: AgreedPrice }) {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const decide = useDecidePrice();
  const amount = formatMoney(toMinor(price.amountMinor));
  const refusing = price.mayDecide ? 'refusePrice' : 'withdrawPrice';
  const ask = (act: PriceAct) => {
    const words = act === 'accept' ? 'acceptPrice' : refusing;
    confirm({
      title: t(`items.${words}Title`, { amount }),
      changes: [act === 'accept' && price.wishedOn ? t('items.acceptPriceFrom', { day: price.wishedOn }) : t(`items.${words}Change`)],
      ok: t(`items.${words}`),
      danger: act === 'refuse',
      run: async () => {
        await decide.mutateAsync({ act, agreedPriceId: price.id });
        message.success(t('saved'));
      },
    });
  };
  return (
    <div className="item-proposal" data-testid="price-proposal">
      <div className="grow">
        <strong>{t(`items.proposedBy.${price.proposedSide}`, { amount })}</strong>
        <small className="quiet">
          {[price.wishedOn && t('items.wishedFrom', { day: price.wishedOn }), price.proposedByName].filter(Boolean).join(' · ')}
        </small>
      </div>
      <Button danger onClick={() => ask('refuse')} data-testid="refuse-price">
        {t(`items.${refusing}`)}
      </Button>
      {price.mayDecide && (
        <Button type="primary" onClick={() => ask('accept')} data-testid="accept-price">
          {t('items.acceptPrice')}
        </Button>
      )}
    </div>
  );
}

function columns(t: Texts): NonNullable<TableProps<AgreedPrice>['columns']> {
  const by = (side: AgreedPrice['proposedSide'], name: string | null) => name ?? t(`agreeingSide.${side}`);
  return [
    { title: t('items.amount'), key: 'amount', render: (_, price) => <Money minor={price.amountMinor} /> },
    { title: t('field.status'), key: 'state', render: (_, price) => <PriceState price={price} /> },
    { title: t('items.startsAt'), key: 'startsAt', render: (_, price) => (price.startsAt ? <Time exact at={price.startsAt} /> : '—') },
    {
      title: t('items.proposed'),
      key: 'proposed',
      render: (_, price) => (
        <span className="two-lines">
          <span>{by(price.proposedSide, price.proposedByName)}</span>
          <small>
            <Time at={price.proposedAt} />
          </small>
        </span>
      ),
    },
    { title: t('items.decided'), key: 'decided', render: (_, price) => (price.decidedAt ? <Decision price={price} /> : '—') },
  ];
}

/** A merchant is not told who works for the operator. */
function Decision({ price: { decidedByName, decidedAt } }: { price: AgreedPrice }) {
  const t = useTexts();
  return (
    <span className="two-lines">
      <span>{decidedByName ?? t('agreeingSide.operator')}</span>
      <small>{decidedAt && <Time at={decidedAt} />}</small>
    </span>
  );
}
