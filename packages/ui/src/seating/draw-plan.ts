import { ORIGIN, SEAT_BLOCKED, SEAT_FREE, type SeatPlan } from '@tessera/rules';
import type { Part, Scene, Size, View } from './canvas-parts.ts';
import { drawAreas } from './draw-area.ts';
import { inkOn } from './ink-on.ts';

const PALETTE = ['#0b7a75', '#e39a2d', '#5b7fb8', '#8a6bb1', '#7d5a4f', '#2e8b57', '#b5651d', '#4f6d7a'];
export const colorOf = (plan: SeatPlan, category: number): string =>
  plan.layout.categories[category]?.color ?? PALETTE[category % PALETTE.length] ?? '#0b7a75';

/** From here on a seat bears its number, and below `ROUND_PX` it is a square dot. */
const NUMBER_PX = 9;
const ROUND_PX = 3;
/** A seat is never smaller on the screen, however far away one looks. */
const DOT_PX = 0.7;

type Paper = CanvasRenderingContext2D;
type Window = { readonly view: View; readonly size: Size };
type Spot = { readonly x: number; readonly y: number; readonly radius: number };

/** Paints areas, then seats by colour in one path each, then what stands on them. Only what lies in the window is painted. */
export function drawPlan(paper: Paper, scene: Scene, { view, size }: Window): void {
  paper.clearRect(0, 0, size.width, size.height);
  drawSeatsAndAreas(paper, scene, { view, size, part: 'all' });
  drawSigns(paper, scene, view);
}

export function drawSeatsAndAreas(paper: Paper, scene: Scene, { view, size, part }: Window & { part: Part }): void {
  drawAreas({ paper, view, look: scene.look, overlay: scene.overlay, part }, scene.plan);
  const groups = groupSeen(scene, { view, size, part });
  for (const [color, seats] of groups) fillSeats(paper, { scene, view, color }, seats);
  drawRings(paper, scene, { view, groups });
  drawNumbers(paper, scene, { view, groups });
}

/** Where the keys stand, and what is being drawn around seats. */
export function drawSigns(paper: Paper, scene: Scene, view: View): void {
  drawFocus(paper, scene, view);
  drawOutline(paper, scene, view);
}

function spotOf({ index }: Scene, view: View, seat: number): Spot {
  return {
    x: (index.xs[seat] ?? 0) * view.scale + view.left,
    y: (index.ys[seat] ?? 0) * view.scale + view.top,
    radius: Math.max(DOT_PX, (index.radii[seat] ?? 0) * view.scale),
  };
}

/** Of every colour the seats in the window. */
function groupSeen(scene: Scene, { view, size, part }: Window & { part: Part }): Map<string, number[]> {
  const { plan, index, states, chosen, look } = scene;
  const groups = new Map<string, number[]>();
  const colors = plan.layout.categories.map((_, category) => colorOf(plan, category));
  for (let seat = 0; seat < index.count; seat += 1) {
    const { x, y, radius } = spotOf(scene, view, seat);
    if (x + radius < 0 || y + radius < 0 || x - radius > size.width || y - radius > size.height) continue;
    const isChosen = chosen.has(seat);
    if (part !== 'all' && isChosen !== (part === 'chosen')) continue;
    const state = states[seat];
    const open = state === SEAT_BLOCKED ? look.line : look.taken;
    const free = colors[index.categories[seat] ?? 0] ?? look.ink;
    const color = isChosen ? look.mark : state === SEAT_FREE ? free : open;
    const group = groups.get(color);
    if (group) group.push(seat);
    else groups.set(color, [seat]);
  }
  return groups;
}

function fillSeats(paper: Paper, { scene, view, color }: { scene: Scene; view: View; color: string }, seats: readonly number[]): void {
  paper.fillStyle = color;
  paper.beginPath();
  for (const seat of seats) {
    const { x, y, radius } = spotOf(scene, view, seat);
    if (radius < ROUND_PX) paper.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    else {
      paper.moveTo(x + radius, y);
      paper.arc(x, y, radius, 0, 2 * Math.PI);
    }
  }
  paper.fill();
}

type Groups = { readonly view: View; readonly groups: ReadonlyMap<string, readonly number[]> };

/** Places for wheelchairs wear a ring from afar, and the sign from near. */
function drawRings(paper: Paper, scene: Scene, { view, groups }: Groups): void {
  paper.strokeStyle = scene.look.ink;
  paper.lineWidth = 1.5;
  paper.beginPath();
  for (const seats of groups.values()) {
    for (const seat of seats) {
      if (!scene.index.extras[seat]?.accessible) continue;
      const { x, y, radius } = spotOf(scene, view, seat);
      if (radius < ROUND_PX) continue;
      paper.moveTo(x + radius + 1, y);
      paper.arc(x, y, radius + 1, 0, 2 * Math.PI);
    }
  }
  paper.stroke();
}

function drawNumbers(paper: Paper, scene: Scene, { view, groups }: Groups): void {
  paper.textAlign = 'center';
  paper.textBaseline = 'middle';
  let written = 0;
  for (const [color, seats] of groups) {
    paper.fillStyle = inkOn(color);
    for (const seat of seats) {
      const { x, y, radius } = spotOf(scene, view, seat);
      if (radius < NUMBER_PX) continue;
      const height = Math.round(radius);
      if (height !== written) paper.font = `${height}px system-ui, sans-serif`;
      written = height;
      paper.fillText(scene.index.extras[seat]?.accessible ? '♿' : (scene.index.numbers[seat] ?? ''), x, y);
    }
  }
}

const FOCUS_PX = 6;

function drawFocus(paper: Paper, scene: Scene, view: View): void {
  if (scene.focused === undefined || scene.focused >= scene.index.count) return;
  const shift = (scene.chosen.has(scene.focused) && scene.overlay?.shift) || ORIGIN;
  const spot = spotOf(scene, view, scene.focused);
  const [x, y, radius] = [spot.x + shift.x * view.scale, spot.y + shift.y * view.scale, spot.radius];
  paper.strokeStyle = scene.look.ink;
  paper.lineWidth = 2;
  paper.beginPath();
  paper.arc(x, y, Math.max(FOCUS_PX, radius + 3), 0, 2 * Math.PI);
  paper.stroke();
}

function drawOutline(paper: Paper, { overlay, look }: Scene, { scale, left, top }: View): void {
  if (!overlay?.outline) return;
  paper.strokeStyle = look.mark;
  paper.lineWidth = 1;
  paper.setLineDash([4, 3]);
  paper.beginPath();
  for (const { x, y } of overlay.outline) paper.lineTo(x * scale + left, y * scale + top);
  paper.closePath();
  paper.stroke();
  paper.setLineDash([]);
}
