import { duplicateSelected, mirrorSelected, moveSelected, NOTHING, removeSelected, rotateSelected, selectAll } from '@tessera/rules';
import type { KeyboardEvent } from 'react';
import { newKey, type PlanEdits } from './use-plan-edits.ts';

const BESIDE = { x: 30, y: 30 };
const TURN_DEGREES = 15;

type Act = (edits: PlanEdits) => void;
const duplicate: Act = ({ isNothing, step }) => {
  if (!isNothing) step(({ plan, selection }) => duplicateSelected(plan, selection, { by: BESIDE, newKey }));
};

/** What the toolbar and the keys do with what is chosen. */
export const ACTS = {
  undo: ({ undo }) => undo(),
  redo: ({ redo }) => redo(),
  duplicate,
  turnLeft: ({ change }) => change((plan, selection) => rotateSelected(plan, selection, -TURN_DEGREES)),
  turnRight: ({ change }) => change((plan, selection) => rotateSelected(plan, selection, TURN_DEGREES)),
  mirror: ({ change }) => change((plan, selection) => mirrorSelected(plan, selection, 'across')),
  remove: ({ step }) => step(({ plan, selection }) => ({ plan: removeSelected(plan, selection), selection: NOTHING })),
  all: ({ select, index }) => select(({ plan }) => selectAll(plan, index)),
  none: ({ select }) => select(() => NOTHING),
} as const satisfies Readonly<Record<string, Act>>;
export type ActName = keyof typeof ACTS;

const HELD: Readonly<Record<string, ActName>> = { z: 'undo', 'shift z': 'redo', y: 'redo', a: 'all', d: 'duplicate' };
const ALONE: Readonly<Record<string, ActName>> = { Delete: 'remove', Backspace: 'remove', Escape: 'none' };
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** With Shift. */
const STRIDE = 10;

/** Does what a key says; false where it says nothing here. With nothing chosen the arrows are left to walk over the seats. */
export function hearKey(event: KeyboardEvent | globalThis.KeyboardEvent, edits: PlanEdits): boolean {
  const held = event.ctrlKey || event.metaKey;
  const arrow = held || event.altKey || edits.isNothing ? undefined : ARROWS[event.key];
  if (arrow) {
    const stride = event.shiftKey ? STRIDE : 1;
    edits.change((plan, selection) => moveSelected(plan, selection, { x: arrow[0] * stride, y: arrow[1] * stride }), 'arrows');
    return true;
  }
  const name = held ? HELD[`${event.shiftKey ? 'shift ' : ''}${event.key.toLowerCase()}`] : ALONE[event.key];
  if (name) ACTS[name](edits);
  return name !== undefined;
}
