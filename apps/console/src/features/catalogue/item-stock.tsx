import type { CatalogueItem, StockMove } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { Change, Maybe } from './item-words.tsx';
import { CorrectStock, ReceiveStock } from './stock-dialogs.tsx';
import { useStockMoves } from './use-items.ts';

/** How many there are, and what came and went. */
export function ItemStock({ item }: { item: CatalogueItem }) {
  const t = useTexts();
  const can = useCan();
  const list = useStockMoves(item.id);
  const [dialog, setDialog] = useState<'receive' | 'correct' | null>(null);
  const close = () => setDialog(null);
  const acts = can('catalogue.write') && (
    <>
      <Button size="small" onClick={() => setDialog('correct')} data-testid="correct-stock">
        {t('items.correct')}
      </Button>
      {item.stock !== null && (
        <Button size="small" onClick={() => setDialog('receive')} data-testid="receive-stock">
          {t('items.receive')}
        </Button>
      )}
    </>
  );
  const title = (
    <>
      {t('items.stock')} <Maybe count={item.stock} without={t('items.endless')} />
    </>
  );
  return (
    <Panel flush title={title} extra={acts} testId="item-stock-panel">
      <KeysetTable<StockMove>
        list={list}
        columns={columns(t)}
        rowKey={(move) => move.id}
        label={t('items.moves')}
        empty={<EmptyState compact title={t('items.noMoves')} hint={t(item.stock === null ? 'items.noMovesEndless' : 'items.noMovesHint')} />}
        testId="stock-table"
      />
      {dialog === 'receive' && <ReceiveStock item={item} onClose={close} />}
      {dialog === 'correct' && <CorrectStock item={item} onClose={close} />}
    </Panel>
  );
}

function columns(t: Texts): NonNullable<TableProps<StockMove>['columns']> {
  return [
    { title: t('items.move'), key: 'kind', render: (_, move) => t(`stockMove.${move.kind}`) },
    { title: t('items.change'), key: 'change', align: 'right', render: (_, move) => <Change of={move} /> },
    {
      title: t('items.stockAfter'),
      key: 'after',
      align: 'right',
      render: (_, move) => <Maybe count={move.stockAfter} without={t('items.endless')} />,
    },
    { title: t('items.reason'), key: 'reason', render: (_, move) => move.reason || '—' },
    {
      title: t('items.madeBy'),
      key: 'by',
      render: (_, move) => (
        <span className="two-lines">
          <span>{move.madeByName || t('actor.system')}</span>
          <small>
            <Time at={move.at} />
          </small>
        </span>
      ),
    },
  ];
}
