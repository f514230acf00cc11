import { areaAt, moveSelected, type Point, type Selection, selectWithin } from '@tessera/rules';
import type { Drag, Hit, Overlay } from '@tessera/ui/seating/index.ts';
import { useState } from 'react';
import type { PlanEdits, Step } from './use-plan-edits.ts';

export const TOOLS = ['box', 'lasso', 'pan'] as const;
/** `place` puts what was asked for where the plan is touched. */
export type Tool = (typeof TOOLS)[number] | 'place';
type Going = { readonly kind: 'box' | 'lasso' | 'move'; readonly path: readonly Point[]; readonly adds: boolean };

type Tools = { edits: PlanEdits; tool: Tool; onPlace: (at: Point) => void; onSelected: () => void };

/** Touching chooses, dragging what is chosen moves it, and dragging elsewhere draws around what is to be chosen, or moves the window. */
export function useCanvasTools({ edits, tool, onPlace, onSelected }: Tools) {
  const { plan, index, chosen, selection } = edits;
  const [going, setGoing] = useState<Going | undefined>();
  const onPick = ({ seat, at, adds }: Hit) => {
    if (tool === 'place') return onPlace(at);
    const guid = seat === undefined ? undefined : index.guids[seat];
    const area = guid === undefined ? areaAt(plan, at) : undefined;
    const touched = { seats: new Set(guid === undefined ? [] : [guid]), areas: new Set(area === undefined ? [] : [area]) };
    edits.select((now) => (adds ? toggled(now.selection, touched) : touched));
    if (guid !== undefined || area !== undefined) onSelected();
  };
  const isOnChosen = ({ seat, at }: Hit) => (seat === undefined ? selection.areas.has(areaAt(plan, at) ?? '') : chosen.has(seat));
  const drag: Drag = {
    begin: (hit) => {
      const moves = isOnChosen(hit) && !hit.adds;
      if (tool === 'place' || (tool === 'pan' && !moves)) return false;
      setGoing({ kind: moves ? 'move' : tool === 'lasso' ? 'lasso' : 'box', path: [hit.at, hit.at], adds: hit.adds });
      return true;
    },
    move: (to) => setGoing((before) => before && { ...before, path: before.kind === 'lasso' ? [...before.path, to] : [before.path[0] ?? to, to] }),
    end: () => {
      setGoing(undefined);
      if (!going) return;
      if (going.kind === 'move') return edits.change((now, chosenNow) => moveSelected(now, chosenNow, shiftOf(going)));
      const found = selectWithin(plan, index, outlineOf(going));
      edits.select((now) => (going.adds ? joined(now.selection, found) : found));
      if (found.seats.size + found.areas.size > 0) onSelected();
    },
    cancel: () => setGoing(undefined),
  };
  return { onPick, drag, overlay: overlayOf(going, selection), cancel: () => setGoing(undefined), isDragging: going !== undefined };
}

/** Whole units, so that what was moved by hand has short numbers. */
function shiftOf({ path }: Going): Point {
  const [from, to] = [path[0], path.at(-1)];
  return { x: Math.round((to?.x ?? 0) - (from?.x ?? 0)), y: Math.round((to?.y ?? 0) - (from?.y ?? 0)) };
}

function outlineOf({ kind, path }: Going): readonly Point[] {
  const [from, to] = [path[0], path.at(-1)];
  if (kind === 'lasso' || !from || !to) return path;
  return [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }];
}

function overlayOf(going: Going | undefined, { areas }: Selection): Overlay {
  if (!going) return { areas };
  return going.kind === 'move' ? { areas, shift: shiftOf(going) } : { areas, outline: outlineOf(going) };
}

function joined(a: Selection, b: Selection): Step['selection'] {
  return { seats: new Set([...a.seats, ...b.seats]), areas: new Set([...a.areas, ...b.areas]) };
}

function toggled(before: Selection, touched: Selection): Selection {
  return { seats: without(before.seats, touched.seats), areas: without(before.areas, touched.areas) };
}

function without(all: ReadonlySet<string>, some: ReadonlySet<string>): ReadonlySet<string> {
  const next = new Set(all);
  for (const one of some) if (!next.delete(one)) next.add(one);
  return next;
}
