import { errorKey } from '@tessera/ui';
import { IconButton, Switch } from '../../shared/controls.tsx';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { usePushDevices, usePushState, useRemoveDevice, useSwitchPush } from './use-push.ts';

const NOTES = {
  missing: 'noticeSettings.pushMissing',
  denied: 'noticeSettings.pushDenied',
  off: 'noticeSettings.pushOff',
  on: 'noticeSettings.pushOn',
} as const;

/** Push on this device, and the other devices that get it. */
export function PushPart() {
  const t = useTexts();
  const toast = useToast();
  const state = usePushState().data ?? 'missing';
  const devices = usePushDevices().data?.items ?? [];
  const { on, off } = useSwitchPush();
  const remove = useRemoveDevice();
  const onError = (error: unknown) => toast(t(errorKey(error)));
  const canSwitch = state === 'on' || state === 'off';
  return (
    <RowGroup>
      <Row
        icon="bell"
        title={t('noticeSettings.push')}
        note={t(NOTES[state])}
        aside={
          canSwitch ? (
            <Switch
              label={t('noticeSettings.push')}
              on={state === 'on'}
              onChange={(wanted) => (wanted ? on : off).mutate(undefined, { onError })}
              testId="push-switch"
            />
          ) : null
        }
        testId="push-row"
      />
      {devices.map((device) => (
        <Row
          key={device.id}
          title={device.label}
          note={t('noticeSettings.devices')}
          aside={
            <IconButton
              icon="close"
              label={t('noticeSettings.remove', { label: device.label })}
              onClick={() => remove.mutate(device.id, { onError })}
              testId="push-remove"
            />
          }
        />
      ))}
    </RowGroup>
  );
}
