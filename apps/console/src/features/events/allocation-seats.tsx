import type { Id } from '@tessera/kernel';
import type { PlanIndex, SeatPlan } from '@tessera/rules';
import { SEAT_BLOCKED, SEAT_FREE, SEAT_HELD, SeatPicker } from '@tessera/ui/seating/index.ts';
import { Button, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { seatWords } from '../../shared/seat-words.ts';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useSeatPlan } from '../../shared/use-plan.ts';
import type { Draft } from './allocations-form.tsx';

type Props = { seatPlanId: Id<'seatPlan'>; all: readonly Draft[]; chosen: string | undefined; onSeats: (seats: number[]) => void };

/** The plan: seats of the chosen allocation are marked, those of the others are not to be had. */
export function AllocationSeats(props: Props) {
  const found = useSeatPlan(props.seatPlanId);
  if (!found.data) return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton className="padded" active />;
  return <Seats {...props} plan={found.data.plan} index={found.data.index} />;
}

function Seats({ all, chosen, onSeats, plan, index }: Props & { plan: SeatPlan; index: PlanIndex }) {
  const t = useTexts();
  const [isByRow, setByRow] = useState(false);
  const own = useMemo(() => new Set(all.find(({ key }) => key === chosen)?.seats), [all, chosen]);
  const states = useMemo(() => {
    const made = new Uint8Array(index.count).fill(SEAT_FREE);
    for (const one of all) {
      if (one.key !== chosen) for (const seat of one.seats) made[seat] = one.kind === 'killed' ? SEAT_BLOCKED : SEAT_HELD;
    }
    return made;
  }, [all, chosen, index]);
  const words = useMemo(() => wordsOf(t, { plan, index, all }), [t, plan, index, all]);
  const toggle = (seat: number) => {
    if (chosen === undefined) return;
    const row = index.rows[index.rowOf[seat] ?? 0];
    const meant = isByRow && row ? Array.from({ length: row.to - row.from }, (_, at) => row.from + at) : [seat];
    const free = meant.filter((one) => states[one] === SEAT_FREE);
    const next = new Set(own);
    const isTaking = !own.has(seat);
    for (const one of free)
      if (isTaking) next.add(one);
      else next.delete(one);
    onSeats([...next].toSorted((a, b) => a - b));
  };
  return (
    <Panel
      title={t('ticketing.allocationPlan')}
      extra={
        <Button type={isByRow ? 'primary' : 'default'} aria-pressed={isByRow} onClick={() => setByRow(!isByRow)} data-testid="seats-by-row">
          {t('ticketing.byRow')}
        </Button>
      }
    >
      <SeatPicker plan={plan} index={index} states={states} chosen={own} onToggle={toggle} words={words} />
    </Panel>
  );
}

function wordsOf(t: Texts, { plan, index, all }: { plan: SeatPlan; index: PlanIndex; all: readonly Draft[] }) {
  const holders = new Map(all.flatMap(({ name, seats }) => seats.map((seat) => [seat, name] as const)));
  return {
    plan: t('venues.planLabel'),
    zoomIn: t('venues.zoomIn'),
    zoomOut: t('venues.zoomOut'),
    whole: t('venues.whole'),
    asList: t('venues.asList'),
    asPlan: t('venues.asPlan'),
    zone: t('venues.zone'),
    row: t('venues.row'),
    none: t('venues.noSeats'),
    taken: t('ticketing.keptForOthers'),
    mine: t('ticketing.keptHere'),
    blocked: t('ticketing.allocation.killed'),
    standing: t('venues.standingIn'),
    seat: (at: number) => [seatWords(t, { plan, index }, at), holders.get(at)].filter(Boolean).join(' · '),
  };
}
