import type { DepositSlip } from '@tessera/contract';
import { App, Form, Input, Modal } from 'antd';
import { NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { useRefuseSlip } from './use-deposits.ts';

/** Why the money is not there. The mutation is the panel’s, which stays. */
export function RefuseSlip(props: { slip: DepositSlip; refuse: ReturnType<typeof useRefuseSlip>; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const { slip, refuse, onClose } = props;
  const send = async ({ reason }: { reason: string }) => {
    await refuse.mutateAsync({ depositSlipId: slip.id, reason: reason.trim() });
    message.success(t('deposit.refused'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('deposit.refuseTitle', { reference: slip.reference })}
      okText={t('deposit.refuse')}
      okButtonProps={{ danger: true }}
      cancelText={t('action.cancel')}
      confirmLoading={refuse.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="refuse-deposit-slip-dialog"
    >
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="reason" label={t('deposit.refuseReason')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={NAME_MAX} placeholder={t('deposit.refuseExample')} data-testid="refuse-deposit-reason" />
        </Form.Item>
      </Form>
      <ErrorNotice error={refuse.error} />
    </Modal>
  );
}
