import type { PlanIndex, SeatPlan } from '@tessera/rules';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { CanvasControl, Drag, Hit, Overlay, Scene, Size, View } from './canvas-parts.ts';
import { createPainter } from './painter.ts';
import { gridOf, seatAt, seatBeside } from './seat-grid.ts';
import { SeatOverview } from './seat-overview.tsx';
import './seat-picker.css';
import type { SeatStates } from '@tessera/rules';
import { useLook } from './use-look.ts';
import { type Press, usePointers } from './use-pointers.ts';
import { useSeatView } from './use-seat-view.ts';

export type CanvasWords = {
  plan: string;
  zoomIn: string;
  zoomOut: string;
  whole: string;
  /** «Stalls, row 5, seat 12, category A, free». */
  seat: (seat: number) => string;
};
type CanvasProps = {
  plan: SeatPlan;
  index: PlanIndex;
  states: SeatStates;
  chosen: ReadonlySet<number>;
  words: CanvasWords;
  onPick: (hit: Hit) => void;
  drag?: Drag;
  overlay?: Overlay;
  control?: Ref<CanvasControl>;
  /** Hears a key before the canvas does; true takes it. */
  onKey?: (event: KeyboardEvent) => boolean;
};

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ZOOMS = { '+': 'zoomIn', '=': 'zoomIn', '-': 'zoomOut', '0': 'fit' } as const;
const isZoom = (key: string): key is keyof typeof ZOOMS => Object.hasOwn(ZOOMS, key);
const TOUCH_PX = 12;
/** Whoever walks with the keys sees the seats at least so large. */
const WALK_SCALE = 0.6;

/** A plan of seats, drawn on a canvas: moved, zoomed and touched, and walked over with the arrow keys. */
export function SeatCanvas({ plan, index, states, chosen, words, onPick, drag, overlay, control, onKey }: CanvasProps) {
  const frame = useRef<HTMLCanvasElement>(null);
  const [focused, setFocused] = useState<number | undefined>();
  const grid = useMemo(() => gridOf(index), [index]);
  const seatView = useSeatView(frame, plan, index);
  const { view, size } = seatView;
  const look = useLook();
  usePainting(frame, { plan, index, states, chosen, focused, look, overlay }, { view, size });
  const inPlan = ({ x, y }: { x: number; y: number }) => ({
    x: (x - (view?.left ?? 0)) / (view?.scale ?? 1),
    y: (y - (view?.top ?? 0)) / (view?.scale ?? 1),
  });
  const hitOf = ({ spot, adds }: Press): Hit => {
    const at = inPlan(spot);
    return { at, seat: seatAt(index, grid, { ...at, reach: TOUCH_PX / (view?.scale ?? 1) }), adds };
  };
  const pointers = usePointers({
    onPan: seatView.pan,
    onZoom: seatView.zoom,
    onTouch: (press) => {
      const hit = hitOf(press);
      setFocused(hit.seat);
      onPick(hit);
    },
    onDragBegin: (press) => drag?.begin(hitOf(press)) ?? false,
    onDrag: (spot) => drag?.move(inPlan(spot)),
    onDragEnd: (spot) => drag?.end(inPlan(spot)),
    onDragCancel: () => drag?.cancel(),
  });
  useImperativeHandle(control, () => ({
    show: (seats) => {
      const spots = seats.map((seat) => ({ x: index.xs[seat] ?? 0, y: index.ys[seat] ?? 0 }));
      setFocused(seats[0]);
      seatView.show(spots);
    },
    middle: () => inPlan({ x: size.width / 2, y: size.height / 2 }),
  }));
  const onKeyDown = seatKeys({ index, view, seatView, focused, setFocused, onPick, onKey });
  return (
    <div className="seat-picker-plan">
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a canvas is interactive only when something listens; the arrow keys walk over its seats */}
      <canvas ref={frame} tabIndex={0} role="application" aria-label={words.plan} onKeyDown={onKeyDown} {...pointers} data-testid="seat-canvas" />
      <p className="seat-picker-told" aria-live="polite">
        {focused === undefined || focused >= index.count ? '' : words.seat(focused)}
      </p>
      <ZoomTools words={words} onIn={seatView.zoomIn} onOut={seatView.zoomOut} onWhole={seatView.fit} />
      <SeatOverview scene={{ plan, index, states, chosen, look }} shown={view && { view, size }} onCentre={seatView.centre} />
    </div>
  );
}

type KeyParts = Pick<CanvasProps, 'index' | 'onPick' | 'onKey'> & {
  view: View | undefined;
  seatView: ReturnType<typeof useSeatView>;
  focused: number | undefined;
  setFocused: (seat: number) => void;
};

/** The arrow keys walk from seat to seat, Enter touches the one that they stand on. */
function seatKeys({ index, view, seatView, focused, setFocused, onPick, onKey }: KeyParts) {
  const walk = (arrow: readonly [number, number]) => {
    const next = focused === undefined || focused >= index.count ? 0 : seatBeside(index, focused, arrow);
    setFocused(next);
    seatView.centre({ x: index.xs[next] ?? 0, y: index.ys[next] ?? 0 }, Math.max(view?.scale ?? 1, WALK_SCALE));
  };
  return (event: KeyboardEvent) => {
    if (onKey?.(event)) return event.preventDefault();
    const arrow = event.altKey || event.ctrlKey || event.metaKey ? undefined : ARROWS[event.key];
    if (arrow && index.count > 0) walk(arrow);
    else if ((event.key === 'Enter' || event.key === ' ') && focused !== undefined) {
      onPick({ at: { x: index.xs[focused] ?? 0, y: index.ys[focused] ?? 0 }, seat: focused, adds: event.shiftKey });
    } else if (isZoom(event.key)) seatView[ZOOMS[event.key]]();
    else return;
    event.preventDefault();
  };
}

/** At most once a frame, however often something moved. */
function usePainting(
  frame: { readonly current: HTMLCanvasElement | null },
  scene: Scene,
  { view, size }: { view: View | undefined; size: Size },
): void {
  const [paint] = useState(createPainter);
  const { plan, index, states, chosen, focused, look, overlay } = scene;
  useEffect(() => {
    const canvas = frame.current;
    const paper = view && canvas?.getContext('2d');
    if (!canvas || !paper) return;
    const waiting = requestAnimationFrame(() => {
      const ratio = window.devicePixelRatio;
      const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      paint(paper, { plan, index, states, chosen, focused, look, overlay }, { view, size, ratio });
    });
    return () => cancelAnimationFrame(waiting);
  }, [frame, paint, plan, index, states, chosen, focused, look, overlay, view, size]);
}

type ZoomProps = { words: CanvasWords; onIn: () => void; onOut: () => void; onWhole: () => void };

function ZoomTools({ words, onIn, onOut, onWhole }: ZoomProps) {
  const tools = [
    { label: words.zoomIn, sign: '+', run: onIn },
    { label: words.zoomOut, sign: '−', run: onOut },
    { label: words.whole, sign: '⤢', run: onWhole },
  ];
  return (
    <div className="seat-picker-tools">
      {tools.map(({ label, sign, run }) => (
        <button key={sign} type="button" className="seat-picker-button" onClick={run} aria-label={label}>
          {sign}
        </button>
      ))}
    </div>
  );
}
