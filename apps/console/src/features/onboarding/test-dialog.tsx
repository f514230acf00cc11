import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Status } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useTestProvider } from './use-providers.ts';

/** Asks the provider what can be asked without a person, and tells step by step what failed. */
export function TestDialog(props: { provider: string; onClose: () => void }) {
  const t = useTexts();
  const { mutate, data, error, isPending } = useTestProvider();
  const { provider } = props;
  useEffect(() => mutate(provider), [mutate, provider]);
  const failed = data?.steps.find((one) => !one.ok);
  return (
    <Modal
      open
      title={t('providers.testTitle', { name: provider })}
      onCancel={props.onClose}
      footer={
        <>
          <Button loading={isPending} onClick={() => mutate(provider)}>
            {t('providers.testAgain')}
          </Button>
          <Button type="primary" onClick={props.onClose}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      <ErrorNotice error={error} />
      <ol className="provider-steps" aria-busy={isPending} data-testid="provider-steps">
        {data?.steps.map((one) => (
          <li key={one.step}>
            <Status tone={one.ok ? 'good' : 'bad'}>{t(`providers.step.${one.step}`)}</Status> <span className="fine">{one.detail}</span>
          </li>
        ))}
      </ol>
      {data ? <p>{failed ? t(`providers.mend.${failed.step}`) : t('providers.testGood')}</p> : <p>{t('providers.testing')}</p>}
    </Modal>
  );
}
