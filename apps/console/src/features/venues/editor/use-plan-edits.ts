import { addZone, indexPlan, NOTHING, readyToEdit, type SeatPlan, type Selection } from '@tessera/rules';
import { useCallback, useMemo, useState } from 'react';

export type Step = { readonly plan: SeatPlan; readonly selection: Selection };
/** Plans share what was not touched, so that every step of a long day is kept. */
type Trail = { readonly step: Step; readonly rest: Trail } | undefined;
type Edits = { readonly past: Trail; readonly now: Step; readonly future: Trail; readonly series: string | undefined };

/** Short enough for a file of twenty thousand seats, and never given twice. */
export const newKey = () => crypto.randomUUID();

/** A plan under the pen, with every step to go back to and forth again. */
export function usePlanEdits(start: SeatPlan) {
  const [edits, setEdits] = useState<Edits>(() => ({ past: undefined, now: firstStep(start), future: undefined, series: undefined }));
  const [savedPlan, setSavedPlan] = useState(edits.now.plan);
  const { plan, selection } = edits.now;
  const index = useMemo(() => indexPlan(plan), [plan]);
  const chosen = useMemo(() => new Set([...selection.seats].flatMap((guid) => index.ordinals.get(guid) ?? [])), [index, selection]);
  const step = useCallback((act: (now: Step) => Step, series?: string) => setEdits((before) => stepOn(before, act(before.now), series)), []);
  const select = useCallback(
    (pick: (now: Step) => Selection) => setEdits((before) => ({ ...before, now: { ...before.now, selection: pick(before.now) }, series: undefined })),
    [],
  );
  return {
    plan,
    selection,
    index,
    chosen,
    isNothing: selection.seats.size + selection.areas.size === 0,
    isChanged: plan !== savedPlan,
    canUndo: edits.past !== undefined,
    canRedo: edits.future !== undefined,
    select,
    /** What changes nothing is no step; steps of one series, like those of a held arrow key, are one. */
    step,
    change: useCallback(
      (act: (plan: SeatPlan, selection: Selection) => SeatPlan, series?: string) =>
        step((now) => ({ plan: act(now.plan, now.selection), selection: now.selection }), series),
      [step],
    ),
    undo: useCallback(() => setEdits(stepBack), []),
    redo: useCallback(() => setEdits(stepForth), []),
    markSaved: setSavedPlan,
  };
}
export type PlanEdits = ReturnType<typeof usePlanEdits>;

/** Seats and areas lie in a zone, so there is one. */
function firstStep(start: SeatPlan): Step {
  const ready = readyToEdit(start, newKey);
  return { plan: ready.layout.zones.length > 0 ? ready : addZone(ready, ready.layout.name, newKey), selection: NOTHING };
}

function stepOn(before: Edits, now: Step, series: string | undefined): Edits {
  if (now.plan === before.now.plan) return { ...before, now };
  const goesOn = series !== undefined && series === before.series;
  return { past: goesOn ? before.past : { step: before.now, rest: before.past }, now, future: undefined, series };
}

function stepBack({ past, now, future, ...edits }: Edits): Edits {
  if (!past) return { past, now, future, ...edits };
  return { past: past.rest, now: past.step, future: { step: now, rest: future }, series: undefined };
}

function stepForth({ past, now, future, ...edits }: Edits): Edits {
  if (!future) return { past, now, future, ...edits };
  return { past: { step: now, rest: past }, now: future.step, future: future.rest, series: undefined };
}
