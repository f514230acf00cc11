import type { PlanIndex, Point, SeatPlan, SeatStates } from '@tessera/rules';

/** From the plan's units to pixels of the canvas. */
export type View = { readonly scale: number; readonly left: number; readonly top: number };
export type Size = { readonly width: number; readonly height: number };
export type Look = {
  readonly ink: string;
  readonly surface: string;
  readonly taken: string;
  readonly mark: string;
  readonly line: string;
};

/** What an editor lays over the plan, in the plan's units. */
export type Overlay = {
  /** A box or a lasso under way. */
  readonly outline?: readonly Point[];
  /** By so much what is chosen is shown away from where it lies, while it is dragged. */
  readonly shift?: Point;
  readonly areas: ReadonlySet<string>;
};
export type Scene = {
  readonly plan: SeatPlan;
  readonly index: PlanIndex;
  readonly states: SeatStates;
  readonly chosen: ReadonlySet<number>;
  readonly focused: number | undefined;
  readonly look: Look;
  readonly overlay?: Overlay | undefined;
};

/** What is dragged is painted apart from what stays. */
export type Part = 'all' | 'rest' | 'chosen';

/** Where a plan was touched; `adds` while Shift, Ctrl or Command is held. */
export type Hit = { readonly at: Point; readonly seat: number | undefined; readonly adds: boolean };
/** Takes a drag away from the window, which would have moved. */
export type Drag = {
  readonly begin: (hit: Hit) => boolean;
  readonly move: (at: Point) => void;
  readonly end: (at: Point) => void;
  readonly cancel: () => void;
};

/** What whoever shows a plan asks of its window. */
export type CanvasControl = {
  /** So that all of these seats are seen, and the first is the one that the keys stand on. */
  readonly show: (seats: readonly number[]) => void;
  /** Of what is in the window now, in the plan's units. */
  readonly middle: () => Point;
};
