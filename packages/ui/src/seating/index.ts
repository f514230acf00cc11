export { SEAT_BLOCKED, SEAT_FREE, SEAT_HELD, SEAT_SOLD, type SeatStates } from '@tessera/rules';
export type { CanvasControl, Drag, Hit, Overlay } from './canvas-parts.ts';
export { colorOf } from './draw-plan.ts';
export { type CanvasWords, SeatCanvas } from './seat-canvas.tsx';
export { type PickerWords, SeatPicker } from './seat-picker.tsx';
