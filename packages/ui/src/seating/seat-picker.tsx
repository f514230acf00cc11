import type { PlanIndex, SeatPlan } from '@tessera/rules';
import { useState } from 'react';
import { colorOf } from './draw-plan.ts';
import { type CanvasWords, SeatCanvas } from './seat-canvas.tsx';
import { SeatList } from './seat-list.tsx';
import './seat-picker.css';
import { SEAT_FREE, type SeatStates } from '@tessera/rules';
import { useLook } from './use-look.ts';

/** The words of whichever app shows it. */
export type PickerWords = CanvasWords & {
  asList: string;
  asPlan: string;
  zone: string;
  row: string;
  none: string;
  taken: string;
  mine: string;
  blocked: string;
  standing: string;
};
export type PickerProps = {
  plan: SeatPlan;
  index: PlanIndex;
  states: SeatStates;
  chosen: ReadonlySet<number>;
  onToggle: (seat: number) => void;
  words: PickerWords;
};

/** A plan whose seats are chosen: drawn on a canvas for the eye, and as a list for whoever reads with a screen reader. */
export function SeatPicker(props: PickerProps) {
  const { plan, index, states, chosen, onToggle, words } = props;
  const [isList, setList] = useState(false);
  const onPick = ({ seat }: { seat: number | undefined }) => {
    if (seat !== undefined && (states[seat] === SEAT_FREE || chosen.has(seat))) onToggle(seat);
  };
  return (
    <div className="seat-picker">
      <div className="seat-picker-head">
        <SeatLegend plan={plan} words={words} />
        <button type="button" className="seat-picker-button" onClick={() => setList(!isList)} data-testid="seats-as-list">
          {isList ? words.asPlan : words.asList}
        </button>
      </div>
      {isList ? <SeatList {...props} /> : <SeatCanvas plan={plan} index={index} states={states} chosen={chosen} words={words} onPick={onPick} />}
    </div>
  );
}

/** What the colours mean, and how many people stand where. */
function SeatLegend({ plan, words }: { plan: SeatPlan; words: PickerWords }) {
  const look = useLook();
  const categories = plan.layout.categories.map(({ name }, at) => ({ name, color: colorOf(plan, at) }));
  const states = [
    { name: words.mine, color: look.mark },
    { name: words.taken, color: look.taken },
    { name: words.blocked, color: look.line },
  ];
  return (
    <ul className="seat-picker-legend">
      {[...categories, ...states].map(({ name, color }) => (
        <li key={name}>
          <span style={{ background: color }} aria-hidden="true" />
          {name}
        </li>
      ))}
      {plan.extras.standing.map(({ area, name, capacity }) => (
        <li key={area}>
          {words.standing} {name} {capacity.toLocaleString('en-US')}
        </li>
      ))}
    </ul>
  );
}
