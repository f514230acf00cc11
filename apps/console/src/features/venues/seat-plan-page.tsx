import type { VenueSeatPlan } from '@tessera/contract';
import { bestAvailable, checkPlan, type PlanIndex, type SeatPlan } from '@tessera/rules';
import { SEAT_FREE, SEAT_SOLD, SeatPicker, type SeatStates } from '@tessera/ui/seating/index.ts';
import { App, Button, InputNumber, Skeleton, Switch } from 'antd';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { PageHeader, Panel } from '../../shared/page.tsx';
import { seatWords } from '../../shared/seat-words.ts';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useSeatPlan } from '../../shared/use-plan.ts';
import { PlanActs } from './plan-acts.tsx';
import './venues.css';

export function SeatPlanPage() {
  const t = useTexts();
  const seatPlanId = readId<'seatPlan'>(useParams().seatPlanId);
  if (!seatPlanId) return <PageHeader title={t('nav.venues')} note={t('venues.plan_unknown')} />;
  return <OnePlan key={seatPlanId} seatPlanId={seatPlanId} />;
}

/** One version as buyers will see it, with what would go wrong at the sale. */
function OnePlan({ seatPlanId }: { seatPlanId: VenueSeatPlan['id'] }) {
  const t = useTexts();
  const found = useSeatPlan(seatPlanId);
  if (!found.data) {
    return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton className="padded" active />;
  }
  const { head, plan, index } = found.data;
  return (
    <>
      <PageHeader
        title={t('venues.version', { name: head.name, version: head.version })}
        badge={<Status tone={head.publishedAt ? 'good' : 'quiet'}>{t(head.publishedAt ? 'venues.published' : 'venues.draft')}</Status>}
        note={t('venues.planNote', { seats: head.seatCount, standing: head.standingCount })}
        back={{ to: `/venues/${head.venueId}`, label: head.venueName }}
        actions={<PlanActs plan={head} onPage />}
      />
      <div className="venue-parts">
        <Preview plan={plan} index={index} />
        <Problems plan={plan} index={index} />
      </div>
    </>
  );
}

const GROUP_MAX = 10;
/** Of three seats two are sold where the sale is played. */
const PLAYED = 3;

function statesOf(count: number, isSelling: boolean): SeatStates {
  let draw = 7;
  return Uint8Array.from({ length: count }, () => {
    draw = (Math.imul(draw, 1_664_525) + 1_013_904_223) >>> 0;
    return isSelling && (draw >>> 16) % PLAYED !== 0 ? SEAT_SOLD : SEAT_FREE;
  });
}

function Preview({ plan, index }: { plan: SeatPlan; index: PlanIndex }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [isSelling, setSelling] = useState(false);
  const [count, setCount] = useState(2);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const states = useMemo(() => statesOf(index.count, isSelling), [index, isSelling]);
  const words = useMemo(() => wordsOf(t, { plan, index, states, chosen }), [t, plan, index, states, chosen]);
  const toggle = (seat: number) => {
    const next = new Set(chosen);
    if (!next.delete(seat)) next.add(seat);
    setChosen(next);
  };
  const best = () => {
    const isFree = states.map((state) => Number(state === SEAT_FREE));
    const found = bestAvailable(index, isFree, { count, sparesOrphans: true });
    if (found) setChosen(new Set(found));
    else message.info(t('venues.noBest'));
  };
  return (
    <Panel title={t('venues.preview')} extra={t('venues.chosen', { count: chosen.size })}>
      <div className="plan-tools">
        <label htmlFor="play-sale">
          <Switch
            id="play-sale"
            checked={isSelling}
            onChange={(on) => {
              setSelling(on);
              setChosen(new Set());
            }}
            data-testid="play-sale"
          />
          {t('venues.playSale')}
        </label>
        <InputNumber min={1} max={GROUP_MAX} value={count} onChange={(value) => setCount(value ?? 1)} aria-label={t('venues.groupSize')} />
        <Button onClick={best} data-testid="best-seats">
          {t('venues.best')}
        </Button>
        <Button onClick={() => setChosen(new Set())} disabled={chosen.size === 0}>
          {t('venues.unchoose')}
        </Button>
      </div>
      <SeatPicker plan={plan} index={index} states={states} chosen={chosen} onToggle={toggle} words={words} />
    </Panel>
  );
}

/** In the order of the states' numbers. */
const STATE_WORDS = ['free', 'held', 'sold', 'blocked'] as const;

type Played = { plan: SeatPlan; index: PlanIndex; states: SeatStates; chosen: ReadonlySet<number> };

function wordsOf(t: Texts, { plan, index, states, chosen }: Played) {
  const seat = (at: number) => {
    const state = t(`venues.state.${STATE_WORDS[states[at] ?? SEAT_FREE] ?? 'free'}`);
    return [seatWords(t, { plan, index }, at), state, chosen.has(at) && t('venues.mine')].filter(Boolean).join(' · ');
  };
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
    taken: t('venues.taken'),
    mine: t('venues.mine'),
    blocked: t('venues.blocked'),
    standing: t('venues.standingIn'),
    seat,
  };
}

const SHOWN = 20;

function Problems({ plan, index }: { plan: SeatPlan; index: PlanIndex }) {
  const t = useTexts();
  const found = useMemo(() => checkPlan(plan, index), [plan, index]);
  return (
    <Panel title={t('venues.problems')}>
      {found.length === 0 ? (
        <Status tone="good">{t('venues.noProblems')}</Status>
      ) : (
        <ul className="plan-problems">
          {found.slice(0, SHOWN).map(({ finding, blocks, name, guids }) => (
            <li key={`${finding} ${name} ${guids.join()}`}>
              <Status tone={blocks ? 'bad' : 'quiet'}>{t(blocks ? 'venues.blocks' : 'venues.hint')}</Status>
              {t(`planFinding.${finding}`)} {name}
            </li>
          ))}
          {found.length > SHOWN && <li>{t('venues.moreProblems', { count: found.length - SHOWN })}</li>}
        </ul>
      )}
    </Panel>
  );
}
