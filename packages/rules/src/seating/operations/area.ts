import type { LayoutArea } from '../layout.ts';
import type { SeatPlan, StandingArea } from '../plan.ts';
import { mapAreas } from './selection.ts';

export type AreaChange = {
  readonly words?: string;
  readonly color?: string;
  readonly width?: number;
  readonly height?: number;
  readonly rotation?: number;
};

/** What is named changes; a circle grows by its width, and words stay in the middle. */
export function changeArea(plan: SeatPlan, uuid: string, change: AreaChange): SeatPlan {
  const layout = mapAreas(plan.layout, new Set([uuid]), (area) => worded(sized(colored(area, change), change), change.words));
  const standing = plan.extras.standing.map((one) => (one.area === uuid && change.words ? { ...one, name: change.words } : one));
  return layout === plan.layout ? plan : { layout, extras: { ...plan.extras, standing } };
}

function colored(area: LayoutArea, { color, rotation }: AreaChange): LayoutArea {
  return { ...area, ...(color !== undefined && { color, border_color: color }), ...(rotation !== undefined && { rotation }) };
}

function sized(area: LayoutArea, { width, height }: AreaChange): LayoutArea {
  const [wide, high] = [width && Math.round(width), height && Math.round(height)];
  if (area.rectangle) {
    const rectangle = { width: wide || area.rectangle.width, height: high || area.rectangle.height };
    const middle = { x: rectangle.width / 2, y: rectangle.height / 2 };
    return { ...area, rectangle, ...(typeof area.text === 'object' && { text: { ...area.text, position: middle } }) };
  }
  if (area.circle && wide) return { ...area, circle: { radius: Math.round(wide / 2) } };
  if (area.ellipse)
    return { ...area, ellipse: { radius: { x: wide ? wide / 2 : area.ellipse.radius.x, y: high ? high / 2 : area.ellipse.radius.y } } };
  return area;
}

/** Words that are taken away leave an area without any. */
function worded({ text, ...area }: LayoutArea, words: string | undefined): LayoutArea {
  if (words === undefined) return text === undefined ? area : { ...area, text };
  if (words === '' && area.shape !== 'text') return area;
  const { rectangle } = area;
  const middle = rectangle ? { x: rectangle.width / 2, y: rectangle.height / 2 } : { x: 0, y: 0 };
  return { ...area, text: typeof text === 'object' ? { ...text, text: words } : { text: words, position: middle } };
}

/** People stand on it, or do not any more. */
export function giveStanding(plan: SeatPlan, uuid: string, standing: Pick<StandingArea, 'category' | 'capacity' | 'name'> | undefined): SeatPlan {
  const before = plan.extras.standing.find(({ area }) => area === uuid);
  const others = plan.extras.standing.filter(({ area }) => area !== uuid);
  const all = standing ? [...others, { ...before, area: uuid, ...standing }] : others;
  return { ...plan, extras: { ...plan.extras, standing: all } };
}
