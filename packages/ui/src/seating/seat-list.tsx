import { SEAT_FREE } from '@tessera/rules';
import { useId, useState } from 'react';
import type { PickerProps } from './seat-picker.tsx';

/** The same seats row by row, for screen readers and for whoever would rather read than look. */
export function SeatList({ plan, index, states, chosen, onToggle, words }: PickerProps) {
  const ids = useId();
  const [zone, setZone] = useState(0);
  const rows = index.rows.filter((row) => row.zone === zone);
  const [place, setPlace] = useState(0);
  const row = rows[place] ?? rows[0];
  const seats = row ? Array.from({ length: row.to - row.from }, (_, seat) => row.from + seat) : [];
  return (
    <div className="seat-list">
      <label htmlFor={`${ids}-zone`}>{words.zone}</label>
      <select
        id={`${ids}-zone`}
        value={zone}
        onChange={(event) => {
          setZone(Number(event.target.value));
          setPlace(0);
        }}
      >
        {plan.layout.zones.map((one, number) => (
          <option key={one.uuid ?? number} value={number}>
            {one.name ?? number + 1}
          </option>
        ))}
      </select>
      <label htmlFor={`${ids}-row`}>{words.row}</label>
      <select id={`${ids}-row`} value={place} onChange={(event) => setPlace(Number(event.target.value))}>
        {rows.map((one, number) => (
          <option key={one.from} value={number}>
            {one.name}
          </option>
        ))}
      </select>
      {seats.length === 0 && <p>{words.none}</p>}
      <ul>
        {seats.map((seat) => (
          <li key={index.guids[seat]}>
            <button
              type="button"
              aria-pressed={chosen.has(seat)}
              disabled={states[seat] !== SEAT_FREE && !chosen.has(seat)}
              aria-label={words.seat(seat)}
              onClick={() => onToggle(seat)}
            >
              {index.numbers[seat]}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
