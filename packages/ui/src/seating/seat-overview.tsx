import type { Point } from '@tessera/rules';
import { useEffect, useMemo, useRef } from 'react';
import type { Scene, Size, View } from './canvas-parts.ts';
import { drawPlan } from './draw-plan.ts';
import { fitOf } from './use-seat-view.ts';

const OVERVIEW = { width: 132, height: 100 };
const MARGIN = 4;

type OverviewProps = { scene: Omit<Scene, 'focused' | 'overlay'>; shown: { view: View; size: Size } | undefined; onCentre: (at: Point) => void };

/** The whole plan small, with a frame around what is in the window; a touch goes there. */
export function SeatOverview({ scene, shown, onCentre }: OverviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { plan, index, states, chosen, look } = scene;
  const small = useMemo(() => fitOf(plan, index, { ...OVERVIEW, margin: MARGIN }), [plan, index]);
  useEffect(() => {
    const paper = canvas.current?.getContext('2d');
    if (paper) drawPlan(paper, { plan, index, states, chosen, focused: undefined, look }, { view: small, size: OVERVIEW });
  }, [plan, index, states, chosen, look, small]);
  const box = shown && {
    left: (-shown.view.left / shown.view.scale) * small.scale + small.left,
    top: (-shown.view.top / shown.view.scale) * small.scale + small.top,
    width: (shown.size.width / shown.view.scale) * small.scale,
    height: (shown.size.height / shown.view.scale) * small.scale,
  };
  return (
    <div className="seat-picker-overview" style={OVERVIEW} aria-hidden="true">
      <canvas
        ref={canvas}
        {...OVERVIEW}
        onPointerDown={({ nativeEvent: { offsetX, offsetY } }) =>
          onCentre({ x: (offsetX - small.left) / small.scale, y: (offsetY - small.top) / small.scale })
        }
      />
      {box && <span style={box} />}
    </div>
  );
}
