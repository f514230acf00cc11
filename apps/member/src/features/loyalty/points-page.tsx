import type { MemberPoints, PointsEntry } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { errorKey, useNamed, useSettings } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { shortTime } from '../../shared/days.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useNow } from '../../shared/use-now.ts';
import styles from './points.module.css';
import { PointsTexts, usePointsTexts } from './texts.ts';
import { pointsText, useOwnPoints, useOwnPointsHistory } from './use-points.ts';

/** What one has in each programme, what ends next, and what happened. */
export function PointsPage() {
  return (
    <PointsTexts>
      <Points />
    </PointsTexts>
  );
}

function Points() {
  const t = useTexts();
  const words = usePointsTexts();
  const navigate = useNavigate();
  const points = useOwnPoints();
  return (
    <main data-testid="points-page">
      <PageHeader title={words('points.title')} onBack={() => navigate('/')} />
      {points.isPending ? <Skeleton height="12rem" /> : null}
      {points.isError && !points.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(points.error))}>
          <Button onClick={() => points.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {points.data?.length === 0 ? <Blank icon="records" title={words('points.none')} text={words('points.noneText')} /> : null}
      {points.data && points.data.length > 0 ? (
        <>
          {points.data.map((held) => (
            <Holding key={held.programmeId} held={held} />
          ))}
          <History />
        </>
      ) : null}
    </main>
  );
}

function Holding(props: { held: MemberPoints }) {
  const t = usePointsTexts();
  const named = useNamed();
  const { held } = props;
  const titleId = `points-${held.programmeId}`;
  return (
    <section className={styles.holding} aria-labelledby={titleId} data-testid="points-holding">
      <h2 id={titleId} className={styles.name}>
        {named(held.programmeName)}
      </h2>
      <p className={styles.issuer}>{held.issuerName}</p>
      <p className={styles.sum}>
        <b data-testid="points-balance">{pointsText(held.balance)}</b> {t('points.unit')}
      </p>
      {held.pending > 0 ? (
        <p className={styles.pending}>{t('points.pending', { points: pointsText(held.pending), day: held.pendingUntil ?? '' })}</p>
      ) : null}
      {held.level ? <Level level={held.level} /> : null}
      {held.endings.length > 0 ? (
        <>
          <h3 className={styles.endingsTitle}>{t('points.endings')}</h3>
          <ul className={styles.endings}>
            {held.endings.map((ending) => (
              <li key={ending.expiresOn}>
                <span>{t('points.lastDay', { day: ending.expiresOn })}</span>
                <b>{pointsText(ending.points)}</b>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

/** Where one stands, and how far it is to the next level. */
function Level(props: { level: NonNullable<MemberPoints['level']> }) {
  const t = usePointsTexts();
  const named = useNamed();
  const { name, until, measure, value, next } = props.level;
  const missing = toMinor(Math.max(0, (next?.threshold ?? 0) - value));
  const far = measure === 'points' ? pointsText(missing) : formatMoney(missing);
  return (
    <div className={styles.level} data-testid="points-level">
      <p className={styles.levelName}>
        <b>{name ? t('points.level', { name: named(name) }) : t('points.noLevel')}</b>
        {until ? <span>{t('points.levelUntil', { day: until })}</span> : null}
      </p>
      {next ? (
        <progress className={styles.progress} max={next.threshold} value={Math.min(value, next.threshold)} aria-labelledby="points-level-next" />
      ) : null}
      <p id="points-level-next" className={styles.issuer}>
        {next
          ? t(measure === 'points' ? 'points.nextPoints' : 'points.nextSpending', { missing: far, name: named(next.name) })
          : t('points.topLevel')}
      </p>
    </div>
  );
}

function History() {
  const t = useTexts();
  const words = usePointsTexts();
  const named = useNamed();
  const { locale } = useSettings();
  const now = useNow(60_000);
  const list = useOwnPointsHistory();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="points-history" data-testid="points-history">
      <h2 id="points-history" className={styles.title}>
        {words('points.history')}
      </h2>
      {list.isError && !list.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(list.error))}>
          <Button onClick={() => list.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {items.length > 0 ? (
        <RowGroup>
          {items.map((entry) => (
            <Row
              key={entry.id}
              wrap
              title={words(entry.source === 'spending' && entry.kind === 'granted' ? 'points.earned' : `points.entry.${entry.kind}`)}
              note={`${named(entry.programmeName)} · ${shortTime(entry.at, locale, now)}`}
              aside={<EntryPoints entry={entry} />}
              testId="points-entry"
            />
          ))}
        </RowGroup>
      ) : null}
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button wide look="secondary" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {words('points.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** With a sign, except what is pending: that is no part of the balance yet. */
function EntryPoints(props: { entry: PointsEntry }) {
  const { kind, points } = props.entry;
  const sign = kind !== 'pending' && points > 0 ? '+' : '';
  return <b className={kind === 'pending' ? styles.quiet : styles.balance}>{`${sign}${pointsText(points).replace('-', '−')}`}</b>;
}
