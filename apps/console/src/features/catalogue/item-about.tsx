import type { CatalogueItem } from '@tessera/contract';
import { Alert } from 'antd';
import { Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import './items.css';

/** Where an item stands, when somebody has to do something, and what members read of it. */
export function ItemAbout({ item }: { item: CatalogueItem }) {
  const t = useTexts();
  return (
    <>
      <Standing item={item} />
      <Panel title={t('items.description')}>
        <p className="item-words">{item.description || <span className="quiet">{t('items.noDescription')}</span>}</p>
      </Panel>
    </>
  );
}

function Standing({ item: { state, message } }: { item: CatalogueItem }) {
  const t = useTexts();
  const can = useCan();
  if (state === 'waiting') {
    const mayReview = can('catalogue.approve');
    return (
      <Alert
        type="warning"
        showIcon
        title={t(mayReview ? 'items.waitsForYou' : 'items.waits')}
        description={t(mayReview ? 'items.waitsForYouHint' : 'items.waitsHint')}
        data-testid="item-waits"
      />
    );
  }
  if (state === 'off' && message)
    return <Alert type="error" showIcon title={t('items.wasSentBackBecause')} description={message} data-testid="item-sent-back" />;
  return null;
}
