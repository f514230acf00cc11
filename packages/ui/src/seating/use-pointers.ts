import type { Point } from '@tessera/rules';
import { type PointerEvent, useRef } from 'react';

/** A finger that moves less has touched. */
const STILL_PX = 5;

/** A spot on the canvas in pixels; `adds` while Shift, Ctrl or Command is held. */
export type Press = { readonly spot: Point; readonly adds: boolean };
export type PointerActs = {
  readonly onPan: (by: Point) => void;
  readonly onZoom: (factor: number, at: Point) => void;
  readonly onTouch: (press: Press) => void;
  /** True takes the drag that begins there away from the window. */
  readonly onDragBegin: (press: Press) => boolean;
  readonly onDrag: (spot: Point) => void;
  readonly onDragEnd: (spot: Point) => void;
  readonly onDragCancel: () => void;
};

type Gesture = { travelled: number; begun: Press | undefined; isTaken: boolean };

/** Its middle button moves the window, whatever else a drag would do. */
const MAIN_BUTTON = 0;

/** One finger or the mouse moves the window, two zoom it, and who holds still has touched. */
export function usePointers(acts: PointerActs) {
  const down = useRef(new Map<number, Point>());
  const gesture = useRef<Gesture>({ travelled: 0, begun: undefined, isTaken: false });
  const stop = () => {
    if (gesture.current.isTaken) acts.onDragCancel();
    gesture.current = { travelled: Number.POSITIVE_INFINITY, begun: undefined, isTaken: false };
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      const begun = event.button === MAIN_BUTTON ? pressOf(event) : undefined;
      if (down.current.size === 0) gesture.current = { travelled: 0, begun, isTaken: false };
      else stop();
      down.current.set(event.pointerId, pressOf(event).spot);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      const before = down.current.get(event.pointerId);
      if (!before) return;
      const now = pressOf(event).spot;
      const by = { x: now.x - before.x, y: now.y - before.y };
      const current = gesture.current;
      const wasStill = current.travelled <= STILL_PX;
      current.travelled += Math.hypot(by.x, by.y);
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
      down.current.set(event.pointerId, now);
      if (other) return acts.onZoom(apart(now, other) / apart(before, other), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      if (current.travelled <= STILL_PX) return;
      if (wasStill && current.begun) current.isTaken = acts.onDragBegin(current.begun);
      if (current.isTaken) acts.onDrag(now);
      else acts.onPan(by);
    },
    onPointerUp: (event: PointerEvent) => {
      const wasAlone = down.current.size === 1;
      if (!down.current.delete(event.pointerId) || !wasAlone) return;
      const press = pressOf(event);
      if (gesture.current.isTaken) acts.onDragEnd(press.spot);
      else if (gesture.current.begun && gesture.current.travelled <= STILL_PX) acts.onTouch(press);
    },
    onPointerCancel: (event: PointerEvent) => {
      down.current.delete(event.pointerId);
      stop();
    },
  };
}

const apart = (a: Point, b: Point) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));

function pressOf({ nativeEvent, shiftKey, ctrlKey, metaKey }: PointerEvent): Press {
  return { spot: { x: nativeEvent.offsetX, y: nativeEvent.offsetY }, adds: shiftKey || ctrlKey || metaKey };
}
