import type { Id } from '@tessera/kernel';
import { Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { Timeline } from '../features/audit/timeline.tsx';
import { ItemAbout } from '../features/catalogue/item-about.tsx';
import { ItemActs } from '../features/catalogue/item-acts.tsx';
import { ItemFacts } from '../features/catalogue/item-facts.tsx';
import { ItemPhotos } from '../features/catalogue/item-photos.tsx';
import { ItemTabs } from '../features/catalogue/item-tabs.tsx';
import { ItemState } from '../features/catalogue/item-words.tsx';
import { LevelPrices } from '../features/catalogue/level-prices.tsx';
import { useItem } from '../features/catalogue/use-items.ts';
import { readId } from '../shared/ids.ts';
import { ErrorNotice } from '../shared/notices.tsx';
import { PageHeader } from '../shared/page.tsx';
import { useCan, useSession } from '../shared/session.tsx';
import { useTexts } from '../shared/texts.ts';
import { NotFound } from './dead-ends.tsx';

export function ItemPage() {
  const itemId = readId<'item'>(useParams().itemId);
  return itemId ? <OneItem key={itemId} itemId={itemId} /> : <NotFound />;
}

/** One product or service of a merchant, what is paid for it, and what may be done with it. */
function OneItem(props: { itemId: Id<'item'> }) {
  const t = useTexts();
  const can = useCan();
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const query = useItem(props.itemId);
  const item = query.data;
  const back = { to: '/items', label: t('nav.items') };
  if (!item) {
    return (
      <>
        <PageHeader title={t('nav.items')} back={back} />
        {query.error ? <ErrorNotice error={query.error} onRetry={() => query.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />}
      </>
    );
  }
  const merchant =
    isOperator && can('organizations.read') ? <Link to={`/merchants/${item.merchantId}`}>{item.merchantName}</Link> : item.merchantName;
  return (
    <>
      <PageHeader title={item.name} badge={<ItemState item={item} />} note={merchant} back={back} actions={<ItemActs item={item} />} />
      <div className="columns">
        <div className="stack">
          <ItemAbout item={item} />
          <ItemPhotos item={item} />
          <ItemTabs item={item} />
        </div>
        <div className="stack">
          <ItemFacts item={item} />
          <LevelPrices item={item} />
          {can('audit.read') && <Timeline targetIds={[item.id]} />}
        </div>
      </div>
    </>
  );
}
