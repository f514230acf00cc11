import { id, type OfferedItem, type OfferingShop } from '@tessera/contract';
import { errorKey, useNamed } from '@tessera/ui';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { useOfferedItem } from '../../shared/offered-item.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { Picture, Price } from './offer-parts.tsx';
import styles from './offers.module.css';
import { useOffersTexts } from './texts.ts';

const EVERY_DAY = 7;

/** One thing that a merchant offers. */
export function OfferPage() {
  const t = useOffersTexts();
  const navigate = useNavigate();
  const found = id<'item'>().safeParse(useParams().itemId);
  const back = () => navigate('/services');
  return (
    <main data-testid="service-page">
      <PageHeader title={t('services.one')} onBack={back} />
      {found.success ? <Asked itemId={found.data} /> : <Blank icon="records" title={t('catalogue.item_unknown')} />}
    </main>
  );
}

function Asked({ itemId }: { itemId: OfferedItem['id'] }) {
  const t = useOffersTexts();
  const item = useOfferedItem(itemId);
  if (item.isPending) return <Skeleton height="16rem" />;
  if (item.isError && !item.data) {
    return (
      <Blank icon="offline" title={t('services.notRead')} text={t(errorKey(item.error))}>
        <Button onClick={() => item.refetch()}>{t('action.retry')}</Button>
      </Blank>
    );
  }
  return <Shown item={item.data} />;
}

function Shown({ item }: { item: OfferedItem }) {
  const t = useOffersTexts();
  const named = useNamed();
  const navigate = useNavigate();
  return (
    <article aria-labelledby="service-name">
      {item.photoIds.length > 0 ? (
        <ul className={styles.photos}>
          {item.photoIds.map((photoId, at) => (
            <li key={photoId}>
              <Picture photoId={photoId} alt={t('services.photo', { name: item.name, number: at + 1 })} />
            </li>
          ))}
        </ul>
      ) : null}
      <h2 id="service-name" className={styles.heading}>
        {item.name}
      </h2>
      <p className={styles.note}>{`${item.merchantName} · ${named(item.categoryName)}`}</p>
      <p className={styles.large}>
        <Price item={item} />
      </p>
      <p className={styles.chips}>
        {item.needsBooking ? <Chip tone="plain">{t('services.booking')}</Chip> : null}
        {item.needsPhoto ? <Chip tone="plain">{t('services.workPhoto')}</Chip> : null}
        {item.stock === null ? null : <Chip tone={item.stock > 0 ? 'good' : 'warn'}>{t('services.left', { count: item.stock })}</Chip>}
      </p>
      {item.description ? <p className={styles.words}>{item.description}</p> : null}
      <Button wide disabled={item.stock === 0} onClick={() => navigate(`/redemptions/items/${item.id}`)} data-testid="service-redeem">
        {t(item.stock === 0 ? 'services.soldOut' : 'services.redeem')}
      </Button>
      <Shops shops={item.shops} />
    </article>
  );
}

function Shops({ shops }: { shops: readonly OfferingShop[] }) {
  const t = useOffersTexts();
  return (
    <section aria-labelledby="service-shops">
      <h3 id="service-shops" className={styles.title}>
        {t('services.where')}
      </h3>
      {shops.length === 0 ? <p className={styles.note}>{t('services.nowhere')}</p> : null}
      <RowGroup>
        {shops.map((shop) => (
          <Row
            key={shop.id}
            wrap
            title={shop.name}
            note={[`${shop.region} ${shop.address}`, shop.phone, hours(shop, t('services.notEveryDay'))].filter(Boolean).join(' · ')}
            testId="service-shop"
          />
        ))}
      </RowGroup>
    </section>
  );
}

function hours({ opensAt, closesAt, openDays }: OfferingShop, notEveryDay: string): string {
  return `${opensAt}–${closesAt}${openDays.length < EVERY_DAY ? ` (${notEveryDay})` : ''}`;
}
