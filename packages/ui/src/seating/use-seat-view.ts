import { boundsOf, type PlanIndex, type Point, type SeatPlan } from '@tessera/rules';
import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react';
import type { Size, View } from './canvas-parts.ts';

const MARGIN_PX = 16;
const ZOOM_STEP = 1.25;
const SCALE_MOST = 4;
/** Around what is shown there is so much of the window left. */
const SHOWN_SHARE = 0.6;
const SHOWN_SCALE_MOST = 1.2;

export function fitOf(plan: SeatPlan, index: PlanIndex, { width, height, margin = MARGIN_PX }: Size & { margin?: number }): View {
  const { left, top, right, bottom } = boundsOf(plan, index);
  const scale = Math.max(0.001, Math.min((width - 2 * margin) / Math.max(1, right - left), (height - 2 * margin) / Math.max(1, bottom - top)));
  return { scale, left: (width - (left + right) * scale) / 2, top: (height - (top + bottom) * scale) / 2 };
}

/** The window over a plan: as large as its frame, and moved and zoomed from then on. */
export function useSeatView(frame: RefObject<HTMLElement | null>, plan: SeatPlan, index: PlanIndex) {
  const size = useSizeOf(frame);
  const [view, setView] = useState<View | undefined>();
  const fit = useMemo(() => (size.width > 0 ? fitOf(plan, index, size) : undefined), [plan, index, size]);
  const least = (fit?.scale ?? 1) / 2;
  const zoom = useCallback(
    (factor: number, at?: Point) =>
      setView((before) => {
        const from = before ?? fit;
        if (!from) return before;
        const { x, y } = at ?? { x: size.width / 2, y: size.height / 2 };
        const scale = Math.min(SCALE_MOST, Math.max(least, from.scale * factor));
        const grown = scale / from.scale;
        return { scale, left: x - (x - from.left) * grown, top: y - (y - from.top) * grown };
      }),
    [fit, least, size],
  );
  useEffect(() => {
    const element = frame.current;
    // React's own listener is passive, so that it could not keep the page from scrolling.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      zoom(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, { x: event.offsetX, y: event.offsetY });
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [frame, zoom]);
  const shown = view ?? fit;
  return {
    size,
    view: shown,
    zoom,
    pan: ({ x, y }: Point) =>
      setView((before) => {
        const from = before ?? fit;
        return from && { ...from, left: from.left + x, top: from.top + y };
      }),
    zoomIn: () => zoom(ZOOM_STEP),
    zoomOut: () => zoom(1 / ZOOM_STEP),
    fit: () => setView(undefined),
    /** So that all of these points are seen, from near. */
    show: (points: readonly Point[]) => {
      if (points.length === 0) return;
      const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const room = Math.min(size.width / Math.max(1, right - left), size.height / Math.max(1, bottom - top)) * SHOWN_SHARE;
      const scale = Math.max(least, Math.min(SHOWN_SCALE_MOST, room));
      setView({ scale, left: size.width / 2 - ((left + right) / 2) * scale, top: size.height / 2 - ((top + bottom) / 2) * scale });
    },
    /** So that the point lies in the middle. */
    centre: ({ x, y }: Point, scale = shown?.scale ?? 1) => setView({ scale, left: size.width / 2 - x * scale, top: size.height / 2 - y * scale }),
  };
}

function useSizeOf(frame: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}
