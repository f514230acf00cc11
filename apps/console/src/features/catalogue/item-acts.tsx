import type { CatalogueItem } from '@tessera/contract';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ItemForm } from './item-form.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import { type ShelfAct, useShelve } from './use-items.ts';

/** What may be done with an item now; the rest is not shown. */
export function ItemActs({ item }: { item: CatalogueItem }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const shelve = useShelve();
  const [dialog, setDialog] = useState<'edit' | 'refuse' | null>(null);
  const mayReview = can('catalogue.approve') && item.state === 'waiting';
  const ask = (act: ShelfAct) => {
    const words = wordsOf(act, item, isOperator);
    confirm({
      title: t(`items.${words}Title`, { name: item.name }),
      changes: [t(`items.${words}Change`)],
      ok: t(`items.${words}`),
      danger: act === 'off',
      run: async () => {
        const saved = await shelve.mutateAsync({ act, item });
        message.success(t(`itemNews.${saved.state}`));
      },
    });
  };
  return (
    <>
      {can('catalogue.write') && (
        <Button onClick={() => setDialog('edit')} data-testid="edit-item">
          {t('action.edit')}
        </Button>
      )}
      {can('catalogue.write') && item.state !== 'off' && !mayReview && (
        <Button danger onClick={() => ask('off')} data-testid="item-off">
          {t(`items.${wordsOf('off', item, isOperator)}`)}
        </Button>
      )}
      {can('catalogue.write') && item.state === 'off' && (
        <Button type="primary" onClick={() => ask('on')} data-testid="item-on">
          {t(`items.${wordsOf('on', item, isOperator)}`)}
        </Button>
      )}
      {mayReview && (
        <>
          <Button danger onClick={() => setDialog('refuse')} data-testid="item-refuse">
            {t('items.refuse')}
          </Button>
          <Button type="primary" onClick={() => ask('approve')} data-testid="item-approve">
            {t('items.approve')}
          </Button>
        </>
      )}
      {dialog === 'edit' && <ItemForm item={item} onClose={() => setDialog(null)} />}
      {dialog === 'refuse' && <RefuseDialog item={item} onClose={() => setDialog(null)} />}
    </>
  );
}

/** A merchant hands in and takes back, where the operator puts on the shelf and takes off it. */
function wordsOf(act: ShelfAct, { state }: CatalogueItem, isOperator: boolean) {
  if (act === 'on' && !isOperator) return 'handIn';
  return act === 'off' && state === 'waiting' ? 'takeBack' : act;
}
