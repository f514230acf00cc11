import { addCategory, changeCategory, LAYOUT_CATEGORIES_MAX, type LayoutCategory, removeCategory } from '@tessera/rules';
import { colorOf } from '@tessera/ui/seating/index.ts';
import { Button, ColorPicker, Input } from 'antd';
import { useState } from 'react';
import { Icon } from '../../../shared/icons.tsx';
import { useTexts } from '../../../shared/texts.ts';
import type { PlanEdits } from './use-plan-edits.ts';

const NAME_MAX = 80;
const COLORS = ['#0b7a75', '#e39a2d', '#5b7fb8', '#8a6bb1', '#c8383f', '#2e8b57', '#b5651d', '#4f6d7a'];

/** What seats of one price have in common: a name and a colour. One that a seat has cannot be taken away. */
export function CategoryPanel({ edits }: { edits: PlanEdits }) {
  const t = useTexts();
  const { plan, index, change } = edits;
  const [name, setName] = useState('');
  const { categories } = plan.layout;
  const seats = categories.map(() => 0);
  for (const category of index.categories) seats[category] = (seats[category] ?? 0) + 1;
  const fresh = { name: name.trim(), color: COLORS[categories.length % COLORS.length] ?? '#0b7a75' };
  const isTaken = categories.some((one) => one.name === fresh.name);
  const add = () => {
    change((now) => addCategory(now, fresh) ?? now);
    setName('');
  };
  return (
    <>
      <ul className="plan-categories">
        {categories.map((category, at) => (
          <CategoryLine key={category.name} category={category} color={colorOf(plan, at)} count={seats[at] ?? 0} edits={edits} />
        ))}
      </ul>
      <div className="plan-add-line">
        <Input
          aria-label={t('planEditor.categoryNew')}
          placeholder={t('planEditor.categoryNew')}
          maxLength={NAME_MAX}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={() => fresh.name !== '' && !isTaken && add()}
          data-testid="category-name"
        />
        <Button disabled={fresh.name === '' || isTaken || categories.length >= LAYOUT_CATEGORIES_MAX} onClick={add} data-testid="category-add">
          {t('planEditor.add')}
        </Button>
      </div>
    </>
  );
}

type LineProps = { category: LayoutCategory; color: string; count: number; edits: PlanEdits };

function CategoryLine({ category, color, count, edits: { plan, change } }: LineProps) {
  const t = useTexts();
  return (
    <li>
      <ColorPicker
        size="small"
        disabledAlpha
        value={color}
        onChangeComplete={(next) => change((now) => changeCategory(now, category.name, { ...category, color: next.toHexString() }) ?? now)}
      />
      <Input
        defaultValue={category.name}
        maxLength={NAME_MAX}
        aria-label={t('planEditor.categoryName')}
        onPressEnter={({ currentTarget }) => currentTarget.blur()}
        onBlur={({ target }) => {
          const renamed = changeCategory(plan, category.name, { ...category, name: target.value.trim() });
          if (!renamed) target.value = category.name;
          else if (target.value.trim() !== category.name) change(() => renamed);
        }}
      />
      <small>{t('planEditor.seatCount', { count })}</small>
      <Button
        size="small"
        type="text"
        disabled={plan.layout.categories.length === 1 || !removeCategory(plan, category.name)}
        aria-label={t('planEditor.categoryRemove', { name: category.name })}
        icon={<Icon name="close" size={14} />}
        onClick={() => change((now) => removeCategory(now, category.name) ?? now)}
      />
    </li>
  );
}
