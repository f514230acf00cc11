import type { Slip } from '@tessera/contract';
import { App, Form, Input, Modal } from 'antd';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useRefuseSlip } from './use-slips.ts';

/** Puts a slip aside with a reason; nothing is charged. */
export function RefuseSlip(props: { slip: Slip; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const refuse = useRefuseSlip();
  const [form] = Form.useForm<{ reason: string }>();
  const { slip, onClose } = props;
  const send = async ({ reason }: { reason: string }) => {
    await refuse.mutateAsync({ slipId: slip.id, reason: reason.trim() });
    message.success(t('slips.refused'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('slips.refuseTitle', { number: slip.slipNumber })}
      okText={t('slips.refuse')}
      okButtonProps={{ danger: true }}
      cancelText={t('action.cancel')}
      confirmLoading={refuse.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="refuse-slip-dialog"
    >
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item
          name="reason"
          label={t('slips.reason')}
          extra={t('slips.refuseNote')}
          rules={[{ required: true, whitespace: true, message: t('slips.reasonNeeded') }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={TEXT_MAX} />
        </Form.Item>
      </Form>
      <ErrorNotice error={refuse.error} />
    </Modal>
  );
}
