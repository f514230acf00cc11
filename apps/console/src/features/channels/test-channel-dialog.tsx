import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Status } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useTestChannel } from './use-channels.ts';
import './channels.css';

/** Asks the channel about an order of nobody, and tells step by step what failed. */
export function TestChannelDialog(props: { channel: string; onClose: () => void }) {
  const t = useTexts();
  const { mutate, data, error, isPending } = useTestChannel();
  const { channel } = props;
  useEffect(() => mutate(channel), [mutate, channel]);
  const failed = data?.steps.find((one) => !one.ok);
  return (
    <Modal
      open
      title={t('channels.testTitle', { name: channel })}
      onCancel={props.onClose}
      footer={
        <>
          <Button loading={isPending} onClick={() => mutate(channel)}>
            {t('channels.testAgain')}
          </Button>
          <Button type="primary" onClick={props.onClose}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      <ErrorNotice error={error} />
      <ol className="channel-steps" aria-busy={isPending} data-testid="channel-steps">
        {data?.steps.map((one) => (
          <li key={one.step}>
            <Status tone={one.ok ? 'good' : 'bad'}>{t(`channels.step.${one.step}`)}</Status>{' '}
            {one.ok ? null : <span className="fine">{one.detail}</span>}
          </li>
        ))}
      </ol>
      <p role="status">
        {data
          ? t(failed ? `channels.mend.${failed.step}` : data.steps.length === 0 ? 'channels.testNothing' : 'channels.testGood')
          : t('channels.testing')}
      </p>
    </Modal>
  );
}
