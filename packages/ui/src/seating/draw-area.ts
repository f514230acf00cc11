import { type LayoutArea, ORIGIN, plus, type SeatPlan, TEXT_SIZE } from '@tessera/rules';
import type { Look, Overlay, Part, View } from './canvas-parts.ts';

type Pen = {
  readonly paper: CanvasRenderingContext2D;
  readonly view: View;
  readonly look: Look;
  readonly overlay: Overlay | undefined;
  readonly part: Part;
};

/** Stage, bars, tables, and areas to stand in with how many they take. */
export function drawAreas(pen: Pen, { layout, extras }: SeatPlan): void {
  const standing = new Map(extras.standing.map(({ area, capacity }) => [area, capacity]));
  for (const zone of layout.zones) {
    for (const area of zone.areas ?? []) {
      const isChosen = pen.overlay?.areas.has(area.uuid ?? '') ?? false;
      if (pen.part !== 'all' && isChosen !== (pen.part === 'chosen')) continue;
      pen.paper.save();
      const at = plus(zone.position, area.position ?? ORIGIN);
      pen.paper.translate(at.x * pen.view.scale + pen.view.left, at.y * pen.view.scale + pen.view.top);
      pen.paper.rotate(((area.rotation ?? 0) * Math.PI) / 180);
      pen.paper.scale(pen.view.scale, pen.view.scale);
      drawShape(pen, area, isChosen);
      drawWords(pen, area, { capacity: standing.get(area.uuid ?? ''), isChosen });
      pen.paper.restore();
    }
  }
}

/** A line as wide on the screen however near one looks. */
const LINE_PX = 1;
const CHOSEN_PX = 3;

function drawShape({ paper, look, view }: Pen, area: LayoutArea, isChosen: boolean): void {
  paper.fillStyle = area.color ?? 'transparent';
  paper.strokeStyle = isChosen ? look.mark : (area.border_color ?? area.color ?? look.ink);
  paper.lineWidth = (isChosen ? CHOSEN_PX : LINE_PX) / view.scale;
  paper.beginPath();
  outline(paper, area);
  if (area.color) paper.fill();
  paper.stroke();
}

const LINE_HEIGHT = 1.4;

type Written = { readonly capacity: number | undefined; readonly isChosen: boolean };

function drawWords({ paper, look }: Pen, area: LayoutArea, { capacity, isChosen }: Written): void {
  const middle = { x: (area.width ?? 0) / 2, y: (area.height ?? 0) / 2 };
  const words = typeof area.text === 'string' ? { text: area.text, position: middle } : area.text;
  if (!words) return;
  const written: { color?: string; size?: number } = words;
  const size = written.size ?? sizeWithin(area);
  paper.fillStyle = isChosen && area.shape === 'text' ? look.mark : (written.color ?? look.ink);
  paper.font = `${size}px system-ui, sans-serif`;
  paper.textAlign = 'center';
  paper.textBaseline = 'middle';
  const { x, y } = words.position;
  const lines = capacity === undefined ? [words.text] : [words.text, capacity.toLocaleString('en-US')];
  const top = y - ((lines.length - 1) * size * LINE_HEIGHT) / 2;
  for (const [place, line] of lines.entries()) paper.fillText(line, x, top + place * size * LINE_HEIGHT);
}

/** Words without a size grow with a wide area, so that a stage is read from afar. */
function sizeWithin({ rectangle, ellipse }: LayoutArea): number {
  const width = rectangle?.width ?? (ellipse ? 2 * ellipse.radius.x : 0);
  return Math.max(TEXT_SIZE, Math.round(width / 14));
}

function outline(paper: CanvasRenderingContext2D, { rectangle, circle, ellipse, polygon, width, height }: LayoutArea): void {
  const box = rectangle ?? (width !== undefined && height !== undefined ? { width, height } : undefined);
  if (box) paper.rect(0, 0, box.width, box.height);
  else if (circle) paper.arc(0, 0, circle.radius, 0, 2 * Math.PI);
  else if (ellipse) paper.ellipse(0, 0, ellipse.radius.x, ellipse.radius.y, 0, 0, 2 * Math.PI);
  else if (polygon) {
    for (const [place, { x, y }] of polygon.points.entries()) {
      if (place === 0) paper.moveTo(x, y);
      else paper.lineTo(x, y);
    }
    paper.closePath();
  }
}
