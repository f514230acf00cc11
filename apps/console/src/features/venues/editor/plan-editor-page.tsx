import type { VenueSeatPlan } from '@tessera/contract';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { readId } from '../../../shared/ids.ts';
import { ErrorNotice } from '../../../shared/notices.tsx';
import { EmptyState, PageHeader } from '../../../shared/page.tsx';
import { useTexts } from '../../../shared/texts.ts';
import { useDraft, useVenue } from '../use-venues.ts';
import { PlanEditor } from './plan-editor.tsx';

export function PlanEditorPage() {
  const t = useTexts();
  const seatPlanId = readId<'seatPlan'>(useParams().seatPlanId);
  const [round, setRound] = useState(0);
  if (!seatPlanId) return <PageHeader title={t('nav.venues')} note={t('venues.plan_unknown')} />;
  return <OneDraft key={`${seatPlanId} ${round}`} seatPlanId={seatPlanId} round={round} onAnew={() => setRound(round + 1)} />;
}

/** Reads the draft once: what comes later from others is told when one saves. */
function OneDraft({ seatPlanId, round, onAnew }: { seatPlanId: VenueSeatPlan['id']; round: number; onAnew: () => void }) {
  const t = useTexts();
  const found = useDraft(seatPlanId, round);
  if (!found.data) {
    return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton className="padded" active />;
  }
  const { head, plan } = found.data;
  if (!head.publishedAt) return <WithGates head={head} plan={plan} onAnew={onAnew} />;
  const address = `/venues/${head.venueId}/plans/${head.id}`;
  return (
    <>
      <PageHeader title={t('venues.version', { name: head.name, version: head.version })} back={{ to: address, label: t('planEditor.preview') }} />
      <EmptyState
        title={t('planEditor.isPublished')}
        hint={t('planEditor.isPublishedHint')}
        action={<Link to={address}>{t('planEditor.preview')}</Link>}
      />
    </>
  );
}

function WithGates(props: Omit<Parameters<typeof PlanEditor>[0], 'gates'>) {
  const venue = useVenue(props.head.venueId);
  if (venue.data) return <PlanEditor {...props} gates={venue.data.venue.gates} />;
  return venue.error ? <ErrorNotice error={venue.error} onRetry={() => venue.refetch()} /> : <Skeleton className="padded" active />;
}
