import type { OfferedCategory, OfferedItem } from '@tessera/contract';
import { errorKey, useNamed } from '@tessera/ui';
import { useDeferredValue, useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import inputs from '../../shared/input.module.css';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { Cover, Price } from './offer-parts.tsx';
import styles from './offers.module.css';
import { Suggestions } from './suggestions.tsx';
import { useOffersTexts } from './texts.ts';
import { type OfferFilter, useHeldPoints, useOfferedCategories, useOfferedItems, useOfferedRegions } from './use-offers.ts';

const SEARCH_MAX = 80;
type CategoryId = OfferedCategory['id'] | null;

/** What merchants offer, by category and search. */
export function OffersPage() {
  const t = useOffersTexts();
  const navigate = useNavigate();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [categoryId, setCategoryId] = useState<CategoryId>(null);
  const [region, setRegion] = useState('');
  const [isWithinPoints, setWithinPoints] = useState(false);
  const held = useHeldPoints();
  const q = useDeferredValue(typed.trim());
  const isNarrowed = typed.trim() !== '' || categoryId !== null || region !== '' || isWithinPoints;
  return (
    <main data-testid="services-page">
      <PageHeader title={t('services.title')} onBack={() => navigate('/me')} />
      <RowGroup>
        <Row icon="records" title={t('services.own')} to="/redemptions" testId="own-redemptions" />
      </RowGroup>
      {isNarrowed ? null : <Suggestions />}
      <label className={styles.search} htmlFor={id}>
        <span className={styles.label}>{t('services.search')}</span>
        <input
          className={inputs.input}
          id={id}
          type="search"
          value={typed}
          maxLength={SEARCH_MAX}
          autoComplete="off"
          placeholder={t('services.searchHint')}
          onChange={(event) => setTyped(event.target.value)}
          data-testid="services-search"
        />
      </label>
      <Categories chosen={categoryId} onChoose={setCategoryId} />
      <div className={styles.narrow}>
        <Regions chosen={region} onChoose={setRegion} />
        {held > 0 ? (
          <button type="button" aria-pressed={isWithinPoints} onClick={() => setWithinPoints(!isWithinPoints)} data-testid="services-within-points">
            {t('services.withinPoints', { points: held.toLocaleString('en-US') })}
          </button>
        ) : null}
      </div>
      <Offers filter={{ q, categoryId, region, pointsMax: isWithinPoints ? held : null }} />
    </main>
  );
}

function Categories({ chosen, onChoose }: { chosen: CategoryId; onChoose: (categoryId: CategoryId) => void }) {
  const t = useOffersTexts();
  const named = useNamed();
  const categories = useOfferedCategories().data ?? [];
  if (categories.length === 0) return null;
  const choices = [{ id: null, word: t('services.all') }, ...categories.map((one) => ({ id: one.id, word: named(one.name) }))];
  return (
    <fieldset className={styles.categories}>
      <legend className={styles.hidden}>{t('services.category')}</legend>
      {choices.map(({ id, word }) => (
        <button key={id ?? 'all'} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)} data-testid="services-category">
          {word}
        </button>
      ))}
    </fieldset>
  );
}

/** Nothing to choose where there is one region. */
function Regions({ chosen, onChoose }: { chosen: string; onChoose: (region: string) => void }) {
  const t = useOffersTexts();
  const regions = useOfferedRegions().data ?? [];
  if (regions.length < 2 && chosen === '') return null;
  return (
    <select
      className={inputs.input}
      aria-label={t('services.region')}
      value={chosen}
      onChange={(event) => onChoose(event.target.value)}
      data-testid="services-region"
    >
      <option value="">{t('services.everywhere')}</option>
      {regions.map((region) => (
        <option key={region} value={region}>
          {region}
        </option>
      ))}
    </select>
  );
}

function Offers({ filter }: { filter: OfferFilter }) {
  const t = useOffersTexts();
  const list = useOfferedItems(filter);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <Skeleton height="12rem" />;
  if (list.isError && !list.data) {
    return (
      <Blank icon="offline" title={t('services.notRead')} text={t(errorKey(list.error))}>
        <Button onClick={() => list.refetch()}>{t('action.retry')}</Button>
      </Blank>
    );
  }
  if (items.length === 0) {
    const isSought = filter.q !== '' || filter.categoryId !== null || filter.region !== '' || filter.pointsMax !== null;
    return (
      <Blank
        icon="records"
        title={t(isSought ? 'services.noneFound' : 'services.none')}
        text={t(isSought ? 'services.noneFoundText' : 'services.noneText')}
      />
    );
  }
  return (
    <>
      <ul className={styles.list} aria-busy={list.isPlaceholderData}>
        {items.map((item) => (
          <li key={item.id}>
            <Offer item={item} />
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button wide look="secondary" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t('services.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Offer({ item }: { item: OfferedItem }) {
  const t = useOffersTexts();
  const [first] = item.shops;
  const places = item.shops.length > 1 ? t('services.shops', { count: item.shops.length }) : first?.name;
  return (
    <Link to={`/services/${item.id}`} className={styles.offer} data-testid="service">
      <Cover item={item} />
      <span className={styles.about}>
        <span className={styles.name}>{item.name}</span>
        <span className={styles.note}>{[item.merchantName, places].filter(Boolean).join(' · ')}</span>
        <span className={styles.line}>
          <Price item={item} />
          {item.stock === 0 ? <span className={styles.note}>{t('services.soldOut')}</span> : null}
        </span>
      </span>
    </Link>
  );
}
