import type { Review } from '@tessera/contract';
import { exactTime } from '@tessera/ui';
import { usePhoto } from '@tessera/ui/photos/index.ts';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { ExportList } from '../../shared/export-list.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Stars } from '../../shared/stars.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { ONLY, REVIEW_FILTERS, readReviewQuery, STARS, STATES, useReviews, useShow } from './use-reviews.ts';

type Asking = { act: 'answer' | 'hide'; review: Review };

/** What members say: the operator's view of all, or a merchant's of its own shops. */
export function ReviewsPage() {
  const t = useTexts();
  const can = useCan();
  const isMerchant = useSession().staff?.organizationKind === 'merchant';
  const filters = useFilters(REVIEW_FILTERS);
  const query = readReviewQuery(filters);
  const list = useReviews(query);
  const [asking, setAsking] = useState<Asking | null>(null);
  return (
    <>
      <PageHeader
        title={t('nav.reviews')}
        note={t(isMerchant ? 'reviews.noteMerchant' : 'reviews.note')}
        actions={<ExportList fileName={t('nav.reviews')} fetch={(language) => client.reviews.exportReviews({ ...query, language })} />}
      />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('reviews.search')} />
          <FilterSelect
            filters={filters}
            name="stars"
            placeholder={t('reviews.starsFilter')}
            choices={STARS.map((stars) => ({ value: stars, label: t('review.stars', { count: Number(stars) }) }))}
          />
          <FilterSelect
            filters={filters}
            name="only"
            placeholder={t('reviews.only')}
            choices={ONLY.map((only) => ({ value: only, label: t(`reviews.only.${only}`) }))}
          />
          {!isMerchant && (
            <FilterSelect
              filters={filters}
              name="state"
              placeholder={t('field.status')}
              choices={STATES.map((state) => ({ value: state, label: t(`reviewState.${state}`) }))}
            />
          )}
          {!isMerchant && <MerchantFilter filters={filters} />}
        </FilterBar>
        <KeysetTable<Review>
          list={list}
          columns={columns(t, { isMerchant, can, onAsk: setAsking })}
          rowKey={(review) => review.id}
          label={t('nav.reviews')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('reviews.empty')} hint={t('reviews.emptyHint')} />
            )
          }
          testId="reviews-table"
        />
      </Panel>
      {asking && <ReviewDialog {...asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function columns(
  t: Texts,
  of: { isMerchant: boolean; can: ReturnType<typeof useCan>; onAsk: (asking: Asking) => void },
): NonNullable<TableProps<Review>['columns']> {
  const all: NonNullable<TableProps<Review>['columns']> = [
    { title: t('reviews.starsFilter'), key: 'stars', render: (_, { stars }) => <Stars count={stars} /> },
    { title: t('reviews.said'), key: 'said', render: (_, review) => <Said review={review} /> },
    {
      title: t('field.merchant'),
      key: 'merchant',
      render: (_, { merchantName, itemName }) => (
        <span className="two-lines">
          <span>{merchantName}</span>
          {itemName && <small>{itemName}</small>}
        </span>
      ),
    },
    {
      title: t('field.member'),
      key: 'member',
      render: (_, { memberId, memberName }) =>
        memberId && of.can('members.read') ? <Link to={`/members/${memberId}`}>{memberName}</Link> : memberName,
    },
    {
      title: t('field.time'),
      key: 'time',
      render: (_, { createdAt, editedAt, subjectKind, subjectId }) => (
        <span className="two-lines">
          <Time at={createdAt} />
          {editedAt && <small>{t('reviews.edited', { time: exactTime(editedAt) })}</small>}
          {subjectKind === 'payment' && subjectId && of.can('payments.read') && (
            <Link to={`/payments?payment=${subjectId}`}>{t('reviews.seePayment')}</Link>
          )}
        </span>
      ),
    },
    { title: '', key: 'acts', render: (_, review) => <Acts review={review} isMerchant={of.isMerchant} onAsk={of.onAsk} /> },
  ];
  return of.isMerchant ? all.filter(({ key }) => key !== 'member') : all;
}

function Said({ review }: { review: Review }) {
  const t = useTexts();
  return (
    <div className="review-said">
      {review.tags.length > 0 && (
        <span className="review-tags">
          {review.tags.map((tag) => (
            <span key={tag}>{t(`reviewTag.${tag}`)}</span>
          ))}
        </span>
      )}
      {review.text ? <p>{review.text}</p> : <span className="quiet">{t('reviews.noWords')}</span>}
      {review.photos.length > 0 && (
        <span className="review-photos">
          {review.photos.map((photo) => (
            <Photo key={photo.id} photo={photo} />
          ))}
        </span>
      )}
      {review.answer && (
        <p className="review-answer">
          {t('reviews.merchantSays')}: {review.answer}
        </p>
      )}
      {review.hiddenReason && <Status tone="bad">{t('reviews.hiddenBecause', { reason: review.hiddenReason, name: review.hiddenBy ?? '' })}</Status>}
    </div>
  );
}

function Photo({ photo: { id, widthPx, heightPx } }: { photo: Review['photos'][number] }) {
  const t = useTexts();
  const photo = usePhoto(id, () => client.reviews.getReviewPhoto({ reviewPhotoId: id }));
  if (photo.isError) return <span className="quiet">{t('photo.notLoaded')}</span>;
  if (!photo.address) return null;
  return (
    <a href={photo.address} target="_blank" rel="noreferrer">
      <img src={photo.address} width={widthPx} height={heightPx} alt={t('reviews.photo')} />
    </a>
  );
}

function Acts({ review, isMerchant, onAsk }: { review: Review; isMerchant: boolean; onAsk: (asking: Asking) => void }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const show = useShow();
  if (isMerchant) {
    if (review.answer || !can('reviews.answer')) return null;
    return (
      <Button size="small" onClick={() => onAsk({ act: 'answer', review })} data-testid="review-answer">
        {t('reviews.answer')}
      </Button>
    );
  }
  if (!can('reviews.hide')) return null;
  if (review.state === 'shown') {
    return (
      <Button size="small" danger onClick={() => onAsk({ act: 'hide', review })} data-testid="review-hide">
        {t('reviews.hide')}
      </Button>
    );
  }
  const run = () => show.mutateAsync({ reviewId: review.id });
  const question = { title: t('reviews.showTitle'), changes: [t('reviews.showChange')], ok: t('reviews.show'), run };
  return (
    <Button size="small" onClick={() => confirm(question)} data-testid="review-show">
      {t('reviews.show')}
    </Button>
  );
}
