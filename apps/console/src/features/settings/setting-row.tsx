import type { SettingView } from '@tessera/contract';
import { App, Button } from 'antd';
import { useId, useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { SettingField, sentValue, valueWords } from './setting-field.tsx';
import { useResetSetting, useUpdateSetting } from './use-settings.ts';

/** One setting: what it is, what it does, its field, and who changed it. */
export function SettingRow(props: { setting: SettingView; saysReadOnly: boolean }) {
  const { setting } = props;
  const t = useTexts();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const id = useId();
  const update = useUpdateSetting();
  const reset = useResetSetting();
  const [value, setValue] = useState(setting.value);
  const label = t(`setting.${setting.key}`);
  const isChanged = JSON.stringify(sentValue(setting, value)) !== JSON.stringify(setting.value);
  const isInitial = JSON.stringify(setting.value) === JSON.stringify(setting.initial);
  const initial = valueWords(t, setting, setting.initial);
  const save = () =>
    update.mutate({ key: setting.key, value: sentValue(setting, value) }, { onSuccess: () => message.success(t('settings.saved', { name: label })) });
  const askReset = () =>
    confirm({
      title: t('settings.resetTitle', { name: label }),
      changes: [t('settings.resetChange', { value: initial })],
      ok: t('settings.reset'),
      run: () => reset(setting.key),
    });
  return (
    <li className="setting" data-testid={`setting-${setting.key}`}>
      <div className="setting-words">
        <label htmlFor={id}>{label}</label>
        <p id={`${id}-note`}>{t(`settingNote.${setting.key}`)}</p>
        <p className="setting-trace">
          {!isInitial && <span>{t('settings.initial', { value: initial })}</span>}
          {setting.changedBy !== null && setting.changedAt !== null && (
            <span>
              {t('settings.changed', { name: setting.changedBy })} · <Time at={setting.changedAt} />
            </span>
          )}
          {props.saysReadOnly && <span>{t('settings.readOnly')}</span>}
        </p>
      </div>
      <div className="setting-field">
        <SettingField id={id} setting={setting} value={value} onChange={setValue} />
        {setting.mayChange && isChanged && (
          <SaveActs settingKey={setting.key} busy={update.isPending} onSave={save} onUndo={() => setValue(setting.value)} />
        )}
        {setting.mayChange && !isChanged && !isInitial && (
          <Button type="text" size="small" onClick={askReset} data-testid={`reset-${setting.key}`}>
            {t('settings.reset')}
          </Button>
        )}
        <ErrorNotice error={update.error} />
      </div>
    </li>
  );
}

function SaveActs(props: { settingKey: string; busy: boolean; onSave: () => void; onUndo: () => void }) {
  const t = useTexts();
  return (
    <div className="setting-acts">
      <Button type="primary" size="small" loading={props.busy} onClick={props.onSave} data-testid={`save-${props.settingKey}`}>
        {t('action.save')}
      </Button>
      <Button size="small" onClick={props.onUndo}>
        {t('action.cancel')}
      </Button>
      <small className="quiet" role="status">
        {t('settings.unsaved')}
      </small>
    </div>
  );
}
