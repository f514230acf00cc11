import type { OfferedItem } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { usePhoto } from '@tessera/ui/photos/index.ts';
import { client } from '../../shared/client.ts';
import styles from './offers.module.css';
import { useOffersTexts } from './texts.ts';

type PhotoId = OfferedItem['photoIds'][number];

/** What one pays: points, money, or either; beside one’s own price in points the one without one’s level. */
export function Price({ item }: { item: Pick<OfferedItem, 'pointsPrice' | 'normalPoints' | 'moneyPriceMinor'> }) {
  const t = useOffersTexts();
  const points = item.pointsPrice === null ? null : t('services.points', { points: item.pointsPrice.toLocaleString('en-US') });
  const money = item.moneyPriceMinor === null ? null : formatMoney(toMinor(item.moneyPriceMinor));
  return (
    <b className={styles.price}>
      {points && money ? t('services.either', { points, money }) : (points ?? money)}
      {item.normalPoints !== null && <NormalPoints points={item.normalPoints.toLocaleString('en-US')} />}
    </b>
  );
}

function NormalPoints({ points }: { points: string }) {
  const t = useOffersTexts();
  return (
    <>
      {' '}
      <s className={styles.normal} title={t('services.normalPoints', { points })}>
        {t('services.points', { points })}
      </s>
    </>
  );
}

/** The first photo of an item; the first letter of its name where there is none. */
export function Cover({ item }: { item: Pick<OfferedItem, 'photoIds' | 'name'> }) {
  const [photoId] = item.photoIds;
  const [letter] = item.name;
  return (
    <span className={styles.cover} aria-hidden="true">
      {photoId ? <Picture photoId={photoId} alt="" /> : letter}
    </span>
  );
}

export function Picture({ photoId, alt }: { photoId: PhotoId; alt: string }) {
  const photo = usePhoto(photoId, () => client.catalogue.getOfferedItemPhoto({ itemPhotoId: photoId }));
  return photo.address ? <img src={photo.address} alt={alt} /> : null;
}
