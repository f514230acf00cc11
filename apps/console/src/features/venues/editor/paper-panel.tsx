import { addZone, LAYOUT_ZONES_MAX, type LayoutZone, removeZone, renameZone, resizePaper } from '@tessera/rules';
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { Icon } from '../../../shared/icons.tsx';
import { useTexts } from '../../../shared/texts.ts';
import { Field } from './field.tsx';
import { newKey, type PlanEdits } from './use-plan-edits.ts';

const NAME_MAX = 80;
const PAPER_LIMITS = { min: 100, max: 100_000 };

/** The plan itself: how large it is, and the zones that its rows belong to. */
export function PaperPanel({ edits }: { edits: PlanEdits }) {
  const t = useTexts();
  const { plan, change } = edits;
  const [name, setName] = useState('');
  const { zones, size = { width: 0, height: 0 } } = plan.layout;
  const add = () => {
    change((now) => addZone(now, name.trim(), newKey));
    setName('');
  };
  return (
    <>
      <div className="plan-fields">
        {(['width', 'height'] as const).map((side) => (
          <Field key={side} label={t(`planEditor.field.${side}`)}>
            <InputNumber
              {...PAPER_LIMITS}
              precision={0}
              value={size[side]}
              onChange={(value) => value !== null && change((now) => resizePaper(now, { ...size, [side]: value }), `paper ${side}`)}
            />
          </Field>
        ))}
      </div>
      <h3 className="plan-side-title">{t('planEditor.zones')}</h3>
      <ul className="plan-categories">
        {zones.map((zone) => (
          <ZoneLine key={zone.uuid} zone={zone} edits={edits} />
        ))}
      </ul>
      <div className="plan-add-line">
        <Input
          aria-label={t('planEditor.zoneNew')}
          placeholder={t('planEditor.zoneNew')}
          maxLength={NAME_MAX}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button disabled={name.trim() === '' || zones.length >= LAYOUT_ZONES_MAX} onClick={add}>
          {t('planEditor.add')}
        </Button>
      </div>
    </>
  );
}

function ZoneLine({ zone, edits: { plan, change } }: { zone: LayoutZone; edits: PlanEdits }) {
  const t = useTexts();
  const uuid = zone.uuid ?? '';
  return (
    <li>
      <Input
        defaultValue={zone.name ?? ''}
        maxLength={NAME_MAX}
        aria-label={t('planEditor.zoneName')}
        onPressEnter={({ currentTarget }) => currentTarget.blur()}
        onBlur={({ target }) => {
          const next = target.value.trim();
          if (next !== (zone.name ?? '')) change((now) => renameZone(now, uuid, next));
        }}
      />
      <small>{t('planEditor.rowCount', { count: zone.rows.length })}</small>
      <Button
        size="small"
        type="text"
        disabled={!removeZone(plan, uuid)}
        aria-label={t('planEditor.zoneRemove', { name: zone.name ?? '' })}
        icon={<Icon name="close" size={14} />}
        onClick={() => change((now) => removeZone(now, uuid) ?? now)}
      />
    </li>
  );
}
