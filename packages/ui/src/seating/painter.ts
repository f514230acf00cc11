import type { Point } from '@tessera/rules';
import type { Part, Scene, Size, View } from './canvas-parts.ts';
import { drawSeatsAndAreas, drawSigns } from './draw-plan.ts';

/** Beside the window a layer holds so much more of the plan, so that moving it is copying a picture until the edge comes. */
const MARGIN_PX = 160;

type Window = { readonly view: View; readonly size: Size; readonly ratio: number };
type Layer = { readonly canvas: HTMLCanvasElement; scene: Scene | undefined; view: View | undefined; size: Size; ratio: number };

/**
 * Paints a plan from pictures of it that are kept: twenty thousand seats are painted once, and while the window moves, or what is chosen is
 * dragged, only their picture is put elsewhere.
 */
export function createPainter(): (paper: CanvasRenderingContext2D, scene: Scene, window: Window) => void {
  const layers = new Map<Part, Layer>();
  const layerOf = (part: Part): Layer => {
    const kept = layers.get(part);
    if (kept) return kept;
    const made = { canvas: document.createElement('canvas'), scene: undefined, view: undefined, size: { width: 0, height: 0 }, ratio: 0 };
    layers.set(part, made);
    return made;
  };
  return (paper, scene, window) => {
    const { view, size, ratio } = window;
    paper.setTransform(ratio, 0, 0, ratio, 0, 0);
    paper.clearRect(0, 0, size.width, size.height);
    const shift = scene.overlay?.shift;
    const still = { ...scene, overlay: { areas: scene.overlay?.areas ?? NO_AREAS } };
    for (const part of shift ? (['rest', 'chosen'] as const) : (['all'] as const)) {
      const layer = layerOf(part);
      // What is dragged is seen as through a window that moves the other way.
      const seen = part === 'chosen' && shift ? { ...window, view: shifted(view, shift) } : window;
      if (!isGood(layer, still, seen)) renew(layer, still, { ...seen, part });
      put(paper, layer, seen.view);
    }
    drawSigns(paper, scene, view);
  };
}

const NO_AREAS: ReadonlySet<string> = new Set();

function shifted({ scale, left, top }: View, { x, y }: Point): View {
  return { scale, left: left + x * scale, top: top + y * scale };
}

function isGood(layer: Layer, scene: Scene, { view, size, ratio }: Window): boolean {
  const before = layer.scene;
  if (!before || !layer.view || layer.ratio !== ratio || layer.size.width !== size.width || layer.size.height !== size.height) return false;
  const isSame = (['plan', 'index', 'states', 'chosen', 'look'] as const).every((key) => before[key] === scene[key]);
  if (!isSame || before.overlay?.areas !== scene.overlay?.areas || layer.view.scale !== view.scale) return false;
  return Math.abs(view.left - layer.view.left) <= MARGIN_PX && Math.abs(view.top - layer.view.top) <= MARGIN_PX;
}

function renew(layer: Layer, scene: Scene, { view, size, ratio, part }: Window & { part: Part }): void {
  const wide = { width: size.width + 2 * MARGIN_PX, height: size.height + 2 * MARGIN_PX };
  const [width, height] = [Math.round(wide.width * ratio), Math.round(wide.height * ratio)];
  if (layer.canvas.width !== width) layer.canvas.width = width;
  if (layer.canvas.height !== height) layer.canvas.height = height;
  const paper = layer.canvas.getContext('2d');
  if (!paper) return;
  paper.setTransform(ratio, 0, 0, ratio, 0, 0);
  paper.clearRect(0, 0, wide.width, wide.height);
  drawSeatsAndAreas(paper, scene, { view: { scale: view.scale, left: view.left + MARGIN_PX, top: view.top + MARGIN_PX }, size: wide, part });
  Object.assign(layer, { scene, view, size, ratio });
}

function put(paper: CanvasRenderingContext2D, { canvas, view: made, ratio }: Layer, view: View): void {
  if (!made || canvas.width === 0) return;
  const [left, top] = [view.left - made.left - MARGIN_PX, view.top - made.top - MARGIN_PX];
  paper.drawImage(canvas, left, top, canvas.width / ratio, canvas.height / ratio);
}
