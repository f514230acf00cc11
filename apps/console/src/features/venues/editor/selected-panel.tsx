import type { Venue } from '@tessera/contract';
import { giveCategory, giveExtras, rotateSelected, selectRows, spaceRows, spaceSeats } from '@tessera/rules';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../../shared/texts.ts';
import { AreaFields } from './area-fields.tsx';
import { Field } from './field.tsx';
import { Numbering } from './numbering.tsx';
import type { PlanEdits } from './use-plan-edits.ts';

const MARKS = ['accessible', 'companion', 'restrictedView'] as const;

/** What is the same for many seats at once: category, marks, gate, distances, names of rows and numbers. */
export function SelectedPanel({ edits, gates }: { edits: PlanEdits; gates: Venue['gates'] }) {
  const t = useTexts();
  const { plan, selection, chosen, isNothing } = edits;
  if (isNothing) return <p className="plan-side-note">{t('planEditor.nothing')}</p>;
  const area =
    selection.areas.size === 0
      ? undefined
      : plan.layout.zones.flatMap(({ areas }) => areas ?? []).find(({ uuid }) => selection.areas.has(uuid ?? ''));
  return (
    <div data-testid="selected-seats">
      {chosen.size > 0 && <SeatFields edits={edits} gates={gates} />}
      {area && chosen.size === 0 && <AreaFields key={area.uuid} edits={edits} area={area} />}
      <Turning edits={edits} />
      {chosen.size > 0 && <Distances edits={edits} />}
      {chosen.size > 0 && <Numbering edits={edits} />}
    </div>
  );
}

function SeatFields({ edits, gates }: { edits: PlanEdits; gates: Venue['gates'] }) {
  const t = useTexts();
  const { plan, index, chosen, change, select } = edits;
  const seats = [...chosen];
  const common = <Value,>(of: (seat: number) => Value) => {
    const first = of(seats[0] ?? 0);
    return seats.every((seat) => of(seat) === first) ? first : undefined;
  };
  const category = common((seat) => plan.layout.categories[index.categories[seat] ?? 0]?.name);
  const gate = common((seat) => index.extras[seat]?.gate);
  return (
    <div className="plan-fields">
      <Field label={t('planEditor.category')}>
        <Select
          value={category ?? null}
          placeholder={t('planEditor.several')}
          options={plan.layout.categories.map(({ name }) => ({ value: name, label: name }))}
          onChange={(name: string | null) => name !== null && change((now, { seats: guids }) => giveCategory(now, guids, name))}
          data-testid="selected-category"
        />
      </Field>
      <Field label={t('planEditor.gate')}>
        <Select
          allowClear
          value={gate ?? null}
          placeholder={t('planEditor.noGate')}
          options={gates.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
          onChange={(code: string | null | undefined) => change((now, { seats: guids }) => giveExtras(now, guids, { gate: code ?? undefined }))}
        />
      </Field>
      <div className="plan-field-wide plan-marks">
        {MARKS.map((mark) => {
          const marked = seats.filter((seat) => index.extras[seat]?.[mark]).length;
          return (
            <Checkbox
              key={mark}
              checked={marked === seats.length}
              indeterminate={marked > 0 && marked < seats.length}
              onChange={({ target }) => change((now, { seats: guids }) => giveExtras(now, guids, { [mark]: target.checked ? true : undefined }))}
            >
              {t(`planEditor.mark.${mark}`)}
            </Checkbox>
          );
        })}
      </div>
      <div className="plan-fields-acts">
        <Button size="small" onClick={() => select(({ selection }) => selectRows(index, selection))} data-testid="select-rows">
          {t('planEditor.wholeRows')}
        </Button>
      </div>
    </div>
  );
}

const RIGHT_ANGLE = 90;

function Turning({ edits: { change } }: { edits: PlanEdits }) {
  const t = useTexts();
  const [degrees, setDegrees] = useState(RIGHT_ANGLE);
  return (
    <div className="plan-fields">
      <Field label={t('planEditor.field.turnDegrees')}>
        <InputNumber min={-180} max={180} value={degrees} onChange={(value) => setDegrees(value ?? 0)} />
      </Field>
      <Button className="plan-field-act" onClick={() => change((plan, selection) => rotateSelected(plan, selection, degrees))}>
        {t('planEditor.turn')}
      </Button>
    </div>
  );
}

const GAP_LIMITS = { min: 10, max: 400 };

function Distances({ edits: { change } }: { edits: PlanEdits }) {
  const t = useTexts();
  const [seatGap, setSeatGap] = useState(26);
  const [rowGap, setRowGap] = useState(32);
  return (
    <div className="plan-fields">
      <Field label={t('planEditor.field.seatGap')}>
        <InputNumber {...GAP_LIMITS} value={seatGap} onChange={(value) => setSeatGap(value ?? seatGap)} data-testid="seat-gap" />
      </Field>
      <Button className="plan-field-act" onClick={() => change((plan, { seats }) => spaceSeats(plan, seats, seatGap))} data-testid="space-seats">
        {t('planEditor.setSeatGap')}
      </Button>
      <Field label={t('planEditor.field.rowGap')}>
        <InputNumber {...GAP_LIMITS} value={rowGap} onChange={(value) => setRowGap(value ?? rowGap)} />
      </Field>
      <Button className="plan-field-act" onClick={() => change((plan, { seats }) => spaceRows(plan, seats, rowGap))}>
        {t('planEditor.setRowGap')}
      </Button>
    </div>
  );
}
