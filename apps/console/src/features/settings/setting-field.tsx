import { ROLE_NAMES, type SettingView } from '@tessera/contract';
import { formatDecimal, formatMoney, parseAmount, toMinor } from '@tessera/kernel';
import { Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { MoneyField, readAmount } from '../../shared/money-field.tsx';
import { roleName } from '../../shared/role-name.ts';
import { type TextKey, type Texts, useTexts } from '../../shared/texts.ts';
import { scheduleWords } from './schedule.ts';
import { ScheduleField } from './schedule-field.tsx';

type Value = SettingView['value'];

const optionWord = (t: Texts, option: string): string => t(`settingOption.${option}` as TextKey); // A missing word of an option does not compile in the messages.
const roleWord = (t: Texts, key: string): string => {
  const role = ROLE_NAMES.find((name) => name === key);
  return role ? roleName(t, { key: role, name: null }) : key;
};
const isTexts = (value: Value): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** A value as people read it. */
export function valueWords(t: Texts, { input }: Pick<SettingView, 'input'>, value: Value): string {
  if (input.kind === 'switch') return t(value === true ? 'settings.on' : 'settings.off');
  if (input.kind === 'number') return `${String(value)} ${t(`settingUnit.${input.unit}`)}`;
  if (input.kind === 'amount') return formatMoney(toMinor(Number(value)));
  if (input.kind === 'schedule') return scheduleWords(t, String(value));
  if (input.kind === 'choice') return optionWord(t, String(value));
  if (!isTexts(value)) return String(value) || t('settings.none');
  if (value.length === 0) return t('settings.none');
  const wordOf = input.kind === 'choices' ? optionWord : input.kind === 'roles' ? roleWord : undefined;
  return value.map((one) => wordOf?.(t, one) ?? one).join(t('list.comma'));
}

/** The field that fits the registry's description of a setting. */
export function SettingField(props: { id: string; setting: SettingView; value: Value; onChange: (value: Value) => void }) {
  const t = useTexts();
  const { id, value, onChange } = props;
  const { input, mayChange } = props.setting;
  const disabled = !mayChange;
  const words = { 'aria-describedby': `${id}-note`, disabled } as const;
  switch (input.kind) {
    case 'switch':
      return <Switch id={id} {...words} checked={value === true} onChange={onChange} />;
    case 'number':
      return <NumberSetting id={id} disabled={disabled} input={input} value={Number(value)} onChange={onChange} />;
    case 'amount':
      return <AmountSetting id={id} disabled={disabled} minor={Number(value)} onChange={onChange} />;
    case 'choice':
    case 'choices':
      return (
        <Select
          id={id}
          disabled={disabled}
          mode={input.kind === 'choices' ? 'multiple' : undefined}
          placeholder={t('settings.noChoice')}
          value={value}
          options={input.options.map((option) => ({ value: option as Value, label: optionWord(t, option) }))} // An option is a text.
          onChange={onChange}
        />
      );
    case 'roles':
      return (
        <Select
          id={id}
          disabled={disabled}
          mode="multiple"
          placeholder={t('settings.noChoice')}
          value={value}
          options={ROLE_NAMES.map((role) => ({ value: role as Value, label: roleWord(t, role) }))} // A key is a text.
          onChange={onChange}
        />
      );
    case 'lines':
      return (
        <Input.TextArea
          id={id}
          {...words}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={t('settings.lines')}
          value={isTexts(value) ? value.join('\n') : ''}
          onChange={(event) => onChange(event.target.value.split('\n'))}
        />
      );
    case 'timeOfDay':
      return <Input id={id} {...words} type="time" value={String(value)} onChange={(event) => event.target.value && onChange(event.target.value)} />;
    case 'schedule':
      return <ScheduleField id={id} value={String(value)} disabled={disabled} onChange={onChange} />;
    case 'text':
      return <Input id={id} {...words} maxLength={input.maxLength} value={String(value)} onChange={(event) => onChange(event.target.value)} />;
  }
}

type NumberInput = Extract<SettingView['input'], { kind: 'number' }>;

function NumberSetting(props: { id: string; disabled: boolean; input: NumberInput; value: number; onChange: (value: Value) => void }) {
  const t = useTexts();
  const { id, input, onChange } = props;
  return (
    <span className="setting-number">
      <InputNumber
        id={id}
        aria-describedby={`${id}-note`}
        disabled={props.disabled}
        min={input.min}
        max={input.max}
        precision={0}
        value={props.value}
        onChange={(next) => next !== null && onChange(next)}
      />
      <span className="quiet">{t(`settingUnit.${input.unit}`)}</span>
      <small className="quiet">{t('settings.range', { min: input.min, max: input.max })}</small>
    </span>
  );
}

/** What is typed stays as it was typed; a value that is no amount yet is not taken over. */
function AmountSetting(props: { id: string; disabled: boolean; minor: number; onChange: (value: Value) => void }) {
  const [typed, setTyped] = useState(() => formatDecimal(toMinor(props.minor)));
  const stands = parseAmount(typed) === props.minor;
  return (
    <MoneyField
      id={props.id}
      aria-describedby={`${props.id}-note`}
      disabled={props.disabled}
      status={stands ? '' : 'error'}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        const minor = readAmount(text);
        if (minor !== undefined) props.onChange(minor);
      }}
    />
  );
}

/** What is sent: lines without blanks. */
export function sentValue({ input }: Pick<SettingView, 'input'>, value: Value): Value {
  return input.kind === 'lines' && isTexts(value) ? value.map((line) => line.trim()).filter((line) => line !== '') : value;
}
