import { ROW_NUMBERINGS, type RowNumbering, renameRows, renumberSeats, SEAT_NAMINGS, SEAT_NUMBERINGS, type SeatNumbering } from '@tessera/rules';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../../shared/texts.ts';
import { Field } from './field.tsx';
import type { PlanEdits } from './use-plan-edits.ts';

const FIRST_LIMITS = { min: 1, max: 9_999, precision: 0 };
const STEP_LIMITS = { min: 1, max: 100, precision: 0 };

/** Rows are named and seats numbered anew: from which on, in which steps, and which way. */
export function Numbering({ edits }: { edits: PlanEdits }) {
  return (
    <>
      <RowNumbers edits={edits} />
      <SeatNumbers edits={edits} />
    </>
  );
}

function RowNumbers({ edits: { change } }: { edits: PlanEdits }) {
  const t = useTexts();
  const [numbering, setNumbering] = useState<RowNumbering>('numbers');
  const [first, setFirst] = useState(1);
  const [step, setStep] = useState(1);
  const [backwards, setBackwards] = useState(false);
  return (
    <div className="plan-fields">
      <Field label={t('planEditor.rowNames')} wide>
        <Select
          value={numbering}
          onChange={setNumbering}
          options={ROW_NUMBERINGS.map((value) => ({ value, label: t(`planEditor.rowNames.${value}`) }))}
        />
      </Field>
      <Field label={t('planEditor.first')}>
        <InputNumber {...FIRST_LIMITS} value={first} onChange={(value) => setFirst(value ?? 1)} data-testid="first-row" />
      </Field>
      <Field label={t('planEditor.step')}>
        <InputNumber {...STEP_LIMITS} value={step} onChange={(value) => setStep(value ?? 1)} />
      </Field>
      <div className="plan-fields-acts">
        <Checkbox checked={backwards} onChange={({ target }) => setBackwards(target.checked)}>
          {t('planEditor.backwards')}
        </Checkbox>
        <Button
          onClick={() => change((plan, { seats }) => renameRows(plan, seats, { numbering, first: first - 1, step, backwards }))}
          data-testid="rename-rows"
        >
          {t('planEditor.renameRows')}
        </Button>
      </div>
    </div>
  );
}

function SeatNumbers({ edits: { change } }: { edits: PlanEdits }) {
  const t = useTexts();
  const [numbering, setNumbering] = useState<SeatNumbering>('leftToRight');
  const [naming, setNaming] = useState<(typeof SEAT_NAMINGS)[number]>('numbers');
  const [first, setFirst] = useState(1);
  const [step, setStep] = useState(1);
  const isFixed = numbering === 'oddAndEven';
  const series = (from: number, by: number) => {
    setFirst(from);
    setStep(by);
  };
  return (
    <div className="plan-fields">
      <Field label={t('planEditor.seatNumbers')}>
        <Select
          value={numbering}
          onChange={setNumbering}
          options={SEAT_NUMBERINGS.map((value) => ({ value, label: t(`planEditor.seatNumbers.${value}`) }))}
        />
      </Field>
      <Field label={t('planEditor.naming')}>
        <Select value={naming} onChange={setNaming} options={SEAT_NAMINGS.map((value) => ({ value, label: t(`planEditor.naming.${value}`) }))} />
      </Field>
      <Field label={t('planEditor.first')}>
        <InputNumber {...FIRST_LIMITS} disabled={isFixed} value={first} onChange={(value) => setFirst(value ?? 1)} data-testid="first-seat" />
      </Field>
      <Field label={t('planEditor.step')}>
        <InputNumber {...STEP_LIMITS} disabled={isFixed} value={step} onChange={(value) => setStep(value ?? 1)} data-testid="seat-step" />
      </Field>
      <div className="plan-fields-acts">
        <Button size="small" disabled={isFixed} onClick={() => series(1, 2)} data-testid="odd-seats">
          {t('planEditor.odd')}
        </Button>
        <Button size="small" disabled={isFixed} onClick={() => series(2, 2)}>
          {t('planEditor.even')}
        </Button>
        <Button
          onClick={() => change((plan, { seats }) => renumberSeats(plan, seats, { numbering, naming, first, step }))}
          data-testid="renumber-seats"
        >
          {t('planEditor.renumber')}
        </Button>
      </div>
    </div>
  );
}
