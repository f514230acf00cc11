import type { Guardianship } from '@tessera/contract';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useEndGuardianship } from './use-guardians.ts';

const REASON_MAX = 200;

/** From then on the guardian sees nothing of the child. */
export function EndGuardianship(props: { guardianship: Guardianship; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const end = useEndGuardianship();
  const [reason, setReason] = useState('');
  const { guardianship, onClose } = props;
  const send = async () => {
    await end.mutateAsync({ guardianshipId: guardianship.id, reason: reason.trim() });
    message.success(t('guardians.endedNow'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('guardians.endTitle', { guardian: guardianship.guardian.name, child: guardianship.child.name })}
      okText={t('guardians.end')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '', 'data-testid': 'end-guardianship-submit' }}
      cancelText={t('action.cancel')}
      confirmLoading={end.isPending}
      onOk={() => void send().catch(() => undefined)}
      onCancel={onClose}
      data-testid="end-guardianship-dialog"
    >
      <p className="quiet">{t('guardians.endNote')}</p>
      <Form layout="vertical">
        <Form.Item label={t('guardians.reason')} required>
          <Input value={reason} maxLength={REASON_MAX} onChange={(event) => setReason(event.target.value)} data-testid="end-guardianship-reason" />
        </Form.Item>
      </Form>
      <ErrorNotice error={end.error} />
    </Modal>
  );
}
