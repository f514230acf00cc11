import { changeArea, giveStanding, type LayoutArea, type SeatPlan, STANDING_CAPACITY_MAX, type StandingArea } from '@tessera/rules';
import { Checkbox, ColorPicker, Input, InputNumber, Select } from 'antd';
import { useTexts } from '../../../shared/texts.ts';
import { Field } from './field.tsx';
import type { PlanEdits } from './use-plan-edits.ts';

const NAME_MAX = 80;
const SIDE_LIMITS = { min: 10, max: 10_000, precision: 0 };
const USUAL_CAPACITY = 200;
type People = Pick<StandingArea, 'category' | 'capacity'>;
const GROUND = '#d9d2c5';

/** A stage, a bar, a word, or where people stand. */
export function AreaFields({ edits: { plan, change }, area }: { edits: PlanEdits; area: LayoutArea }) {
  const t = useTexts();
  const uuid = area.uuid ?? '';
  const words = typeof area.text === 'object' ? area.text.text : '';
  const { width, height } = sizeOf(area);
  const standing = plan.extras.standing.find((one) => one.area === uuid);
  const category = plan.layout.categories[0]?.name ?? '';
  const stand = (people: People | undefined) => change((now) => giveStanding(now, uuid, people && { ...people, name: words }), `standing ${uuid}`);
  return (
    <div className="plan-fields">
      <Field label={t('planEditor.words')} wide>
        <Input
          maxLength={NAME_MAX}
          value={words}
          onChange={({ target }) => change((now) => changeArea(now, uuid, { words: target.value }), `words ${uuid}`)}
        />
      </Field>
      {width !== undefined && (
        <Field label={t('planEditor.field.width')}>
          <InputNumber
            {...SIDE_LIMITS}
            value={width}
            onChange={(to) => to !== null && change((now) => changeArea(now, uuid, { width: to }), `size ${uuid}`)}
          />
        </Field>
      )}
      {height !== undefined && (
        <Field label={t('planEditor.field.height')}>
          <InputNumber
            {...SIDE_LIMITS}
            value={height}
            onChange={(to) => to !== null && change((now) => changeArea(now, uuid, { height: to }), `size ${uuid}`)}
          />
        </Field>
      )}
      {area.shape !== 'text' && (
        <div className="plan-fields-acts">
          <ColorPicker
            disabledAlpha
            value={area.color ?? GROUND}
            onChangeComplete={(color) => change((now) => changeArea(now, uuid, { color: color.toHexString() }))}
          />
          <Checkbox
            checked={standing !== undefined}
            disabled={words === ''}
            onChange={({ target }) => stand(target.checked ? { category, capacity: USUAL_CAPACITY } : undefined)}
          >
            {t('planEditor.standsHere')}
          </Checkbox>
        </div>
      )}
      {standing && <StandingFields standing={standing} plan={plan} onChange={stand} />}
    </div>
  );
}

type StandingProps = { standing: People; plan: SeatPlan; onChange: (people: People) => void };

function StandingFields({ standing, plan, onChange }: StandingProps) {
  const t = useTexts();
  return (
    <>
      <Field label={t('planEditor.field.capacity')}>
        <InputNumber
          min={1}
          max={STANDING_CAPACITY_MAX}
          precision={0}
          value={standing.capacity}
          onChange={(capacity) => capacity !== null && onChange({ category: standing.category, capacity })}
        />
      </Field>
      <Field label={t('planEditor.category')}>
        <Select
          value={standing.category}
          options={plan.layout.categories.map(({ name }) => ({ value: name, label: name }))}
          onChange={(category) => onChange({ category, capacity: standing.capacity })}
        />
      </Field>
    </>
  );
}

function sizeOf({ rectangle, ellipse, circle }: LayoutArea): { width?: number; height?: number } {
  if (rectangle) return rectangle;
  if (ellipse) return { width: 2 * ellipse.radius.x, height: 2 * ellipse.radius.y };
  return circle ? { width: 2 * circle.radius } : {};
}
