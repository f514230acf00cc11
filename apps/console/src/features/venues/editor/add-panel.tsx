import { ROW_NUMBERINGS, SEAT_NUMBERINGS } from '@tessera/rules';
import { Button, Input, InputNumber, Select } from 'antd';
import { useTexts } from '../../../shared/texts.ts';
import { Field } from './field.tsx';
import type { PlanEdits } from './use-plan-edits.ts';
import { FIELDS, KINDS, LIMITS, type Wish } from './wish.ts';

const NAME_MAX = 80;

/** By touch, which is on or off, or at once. */
type Placing = { isOn: boolean; begin: () => void; inMiddle: () => void };
type AddProps = { edits: PlanEdits; wish: Wish; onWish: (wish: Wish) => void; placing: Placing };

/** What is put on the plan next: where it is touched, or in the middle of the window. */
export function AddPanel({ edits, wish, onWish, placing }: AddProps) {
  const t = useTexts();
  const { zones, categories } = edits.plan.layout;
  const set = (change: Partial<Wish>) => onWish({ ...wish, ...change });
  const needsCategory = wish.kind !== 'shape' && wish.kind !== 'ellipse' && wish.kind !== 'text';
  const isUnnamed = wish.kind !== 'rows' && wish.kind !== 'shape' && wish.kind !== 'ellipse' && wish.name.trim() === '';
  return (
    <div className="plan-fields" data-testid="add-to-plan">
      <Field label={t('planEditor.kind')} wide>
        <Select
          value={wish.kind}
          onChange={(kind) => set({ kind })}
          options={KINDS.map((value) => ({ value, label: t(`planEditor.kind.${value}`) }))}
        />
      </Field>
      {wish.kind !== 'rows' && (
        <Field label={t(wish.kind === 'text' ? 'planEditor.words' : 'venues.name')} wide>
          <Input maxLength={NAME_MAX} value={wish.name} onChange={({ target }) => set({ name: target.value })} data-testid="add-name" />
        </Field>
      )}
      <NumberFields wish={wish} set={set} />
      {wish.kind === 'rows' && <RowNames wish={wish} set={set} />}
      {needsCategory && (
        <Field label={t('planEditor.category')}>
          <Select
            value={wish.category}
            onChange={(category) => set({ category })}
            options={categories.map(({ name }) => ({ value: name, label: name }))}
          />
        </Field>
      )}
      <Field label={t('venues.zone')}>
        <Select
          value={wish.zone}
          onChange={(zone) => set({ zone })}
          options={zones.map(({ uuid, name }, at) => ({ value: uuid ?? '', label: name || `${at + 1}` }))}
        />
      </Field>
      <div className="plan-fields-acts">
        <Button
          type={placing.isOn ? 'primary' : 'default'}
          disabled={isUnnamed}
          onClick={placing.begin}
          aria-pressed={placing.isOn}
          data-testid="add-by-touch"
        >
          {t(placing.isOn ? 'planEditor.placing' : 'planEditor.place')}
        </Button>
        <Button disabled={isUnnamed} onClick={placing.inMiddle} data-testid="add-in-middle">
          {t('planEditor.placeMiddle')}
        </Button>
      </div>
    </div>
  );
}

type FieldsProps = { wish: Wish; set: (change: Partial<Wish>) => void };

function NumberFields({ wish, set }: FieldsProps) {
  const t = useTexts();
  return FIELDS[wish.kind].map((name) => (
    <Field key={name} label={t(`planEditor.field.${name}`)}>
      <InputNumber
        min={LIMITS[name][0]}
        max={LIMITS[name][1]}
        precision={0}
        value={wish[name]}
        onChange={(value) => value !== null && set({ [name]: value })}
        data-testid={`add-${name}`}
      />
    </Field>
  ));
}

function RowNames({ wish, set }: FieldsProps) {
  const t = useTexts();
  return (
    <>
      <Field label={t('planEditor.rowNames')}>
        <Select
          value={wish.rowNumbering}
          onChange={(rowNumbering) => set({ rowNumbering })}
          options={ROW_NUMBERINGS.map((value) => ({ value, label: t(`planEditor.rowNames.${value}`) }))}
        />
      </Field>
      <Field label={t('planEditor.seatNumbers')}>
        <Select
          value={wish.seatNumbering}
          onChange={(seatNumbering) => set({ seatNumbering })}
          options={SEAT_NUMBERINGS.map((value) => ({ value, label: t(`planEditor.seatNumbers.${value}`) }))}
        />
      </Field>
    </>
  );
}
