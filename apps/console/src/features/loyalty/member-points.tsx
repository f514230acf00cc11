import { useQuery } from '@tanstack/react-query';
import type { PointsEntry } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { useNamed } from '@tessera/ui';
import { client } from '../../shared/api.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { formatPoints, Lines, Points } from './loyalty-words.tsx';

const ENTRIES_SHOWN = 8;

/** A member's points by programme and what happened to them last; nothing for a member who never had any. */
export function MemberPoints(props: { memberId: Id<'member'> }) {
  const t = useTexts();
  const named = useNamed();
  const { memberId } = props;
  const points = useQuery({
    queryKey: ['loyalty', 'member', memberId],
    queryFn: ({ signal }) => client.loyalty.listMemberPoints({ memberId }, { signal }),
  });
  const items = points.data?.items ?? [];
  if (points.error) return <ErrorNotice error={points.error} onRetry={() => points.refetch()} />;
  if (items.length === 0) return null;
  return (
    <Panel title={t('loyalty.points')} testId="member-points">
      <Facts
        rows={items.map((held) => ({
          label: named(held.programmeName),
          value: (
            <>
              <Points points={held.balance} />{' '}
              <small className="quiet">
                {[
                  ...(held.level?.name ? [t('loyalty.levelHeld', { level: named(held.level.name), day: held.level.until ?? '' })] : []),
                  ...(held.pending > 0 ? [t('loyalty.pendingUntil', { points: formatPoints(held.pending), day: held.pendingUntil ?? '' })] : []),
                  ...held.endings.slice(0, 1).map((next) => t('loyalty.endsOn', { points: formatPoints(next.points), day: next.expiresOn })),
                ].join(' · ')}
              </small>
            </>
          ),
        }))}
      />
      <History memberId={memberId} />
    </Panel>
  );
}

function History(props: { memberId: Id<'member'> }) {
  const t = useTexts();
  const { memberId } = props;
  const history = useQuery({
    queryKey: ['loyalty', 'history', memberId],
    queryFn: ({ signal }) => client.loyalty.listMemberPointsHistory({ memberId, limit: ENTRIES_SHOWN }, { signal }),
  });
  if (history.error) return <ErrorNotice error={history.error} onRetry={() => history.refetch()} />;
  return (
    <Lines
      rows={(history.data?.items ?? []).map((entry: PointsEntry) => ({
        id: entry.id,
        label: `${t(`pointsEntry.${entry.kind}`)}${entry.source ? ` · ${t(`pointsSource.${entry.source}`)}` : ''}`,
        value: (
          <>
            <Points points={entry.points} />{' '}
            <small className="quiet">
              <Time at={entry.at} />
            </small>
          </>
        ),
      }))}
    />
  );
}
