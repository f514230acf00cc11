import type { MerchantQuality } from '@tessera/contract';
import type { TableProps } from 'antd';
import { Link } from 'react-router';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Stars } from '../../shared/stars.tsx';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { LOOKED_FOR, QUALITY_FILTERS, useLowLine, useQuality } from './use-reviews.ts';

/** How good each merchant is, the lowest first, and how that is counted. */
export function QualityPage() {
  const t = useTexts();
  const can = useCan();
  const isMerchant = useSession().staff?.organizationKind === 'merchant';
  const filters = useFilters(QUALITY_FILTERS);
  const list = useQuality(filters);
  const line = useLowLine(!isMerchant && can('settings.read'));
  return (
    <>
      <PageHeader title={t('nav.quality')} note={isMerchant || !line.data ? t('quality.noteMerchant') : t('quality.note', { line: line.data })} />
      <div className="stack">
        <Panel title={t('quality.how')}>
          <ul className="quality-how">
            <li>{t('quality.howStars')}</li>
            <li>{t('quality.howComplaints')}</li>
            <li>{t('quality.howWindow')}</li>
          </ul>
        </Panel>
        <Panel flush>
          {!isMerchant && (
            <FilterBar filters={filters}>
              <FilterSelect
                filters={filters}
                name="only"
                placeholder={t('reviews.only')}
                choices={LOOKED_FOR.map((only) => ({ value: only, label: t(`quality.only.${only}`) }))}
              />
              <MerchantFilter filters={filters} />
            </FilterBar>
          )}
          <KeysetTable<MerchantQuality>
            list={list}
            columns={columns(t, can('disputes.read'))}
            rowKey={({ merchantId }) => merchantId}
            label={t('nav.quality')}
            empty={
              filters.active ? (
                <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
              ) : (
                <EmptyState title={t('quality.empty')} hint={t('quality.emptyHint')} />
              )
            }
            testId="quality-table"
          />
        </Panel>
      </div>
    </>
  );
}

function columns(t: Texts, seesCases: boolean): NonNullable<TableProps<MerchantQuality>['columns']> {
  const upheld = (count: number) => t('quality.upheld', { count });
  return [
    {
      title: t('field.merchant'),
      key: 'merchant',
      render: (_, { merchantId, merchantName }) => <Link to={`/reviews?merchant=${merchantId}`}>{merchantName}</Link>,
    },
    {
      title: t('quality.score'),
      key: 'score',
      render: (_, { score, isLow }) =>
        score === null ? (
          <span className="quiet">{t('quality.noScore')}</span>
        ) : (
          <span className="inline-act">
            <span className="number quality-score">{score}</span>
            {isLow && <Status tone="bad">{t('quality.low')}</Status>}
          </span>
        ),
    },
    { title: t('quality.change'), key: 'change', render: (_, { change }) => <Change change={change} /> },
    { title: t('quality.trend'), key: 'trend', render: (_, { history }) => <Bars history={history} /> },
    {
      title: t('quality.stars'),
      key: 'stars',
      render: (_, { averageStars, reviewCount }) => (
        <span className="two-lines">
          {averageStars === null ? (
            <span className="quiet">—</span>
          ) : (
            <span>
              <Stars count={averageStars} /> {averageStars}
            </span>
          )}
          <small>{t('quality.reviews', { count: reviewCount })}</small>
        </span>
      ),
    },
    {
      title: t('quality.complaints'),
      key: 'complaints',
      render: (_, { merchantId, upheldCount, openCount }) => (
        <span className="two-lines">
          {seesCases ? <Link to={`/disputes?merchant=${merchantId}`}>{upheld(upheldCount)}</Link> : <span>{upheld(upheldCount)}</span>}
          <small>{t('quality.open', { count: openCount })}</small>
        </span>
      ),
    },
    {
      title: t('quality.sales'),
      key: 'sales',
      align: 'right',
      className: 'number',
      render: (_, { saleCount }) => saleCount.toLocaleString('en-US'),
    },
  ];
}

function Change({ change }: { change: number | null }) {
  const t = useTexts();
  if (change === null) return <span className="quiet">—</span>;
  if (change === 0) return <Status tone="quiet">{t('quality.same')}</Status>;
  return <Status tone={change > 0 ? 'good' : 'bad'}>{change > 0 ? `+${change}` : `−${-change}`}</Status>;
}

/** A bar a day; each says its day and score when pointed at. */
function Bars({ history }: { history: MerchantQuality['history'] }) {
  const t = useTexts();
  const last = history.at(-1);
  if (!last) return <span className="quiet">—</span>;
  return (
    <span className="quality-bars" role="img" aria-label={history.map(({ day, score }) => t('quality.dayScore', { day, score })).join(', ')}>
      {history.map(({ day, score }) => (
        <span key={day} style={{ height: `${score}%` }} title={t('quality.dayScore', { day, score })} />
      ))}
    </span>
  );
}
