import { Form, Input, Modal } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';

const REASON_MAX = 200;
type Props = {
  title: string;
  note: string;
  ok: string;
  error: unknown;
  isBusy: boolean;
  onClose: () => void;
  onReason: (reason: string) => Promise<unknown>;
};

/** Asks why something is called off: visitors read it. */
export function ReasonDialog({ title, note, ok, error, isBusy, onClose, onReason }: Props) {
  const t = useTexts();
  const [form] = Form.useForm<{ reason: string }>();
  const send = async ({ reason }: { reason: string }) => {
    await onReason(reason.trim());
    onClose();
  };
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={t('action.back')}
      okButtonProps={{ danger: true, 'data-testid': 'reason-ok' }}
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
      width={440}
    >
      <p>{note}</p>
      {/* What is refused stands in the dialog. */}
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="reason" label={t('ticketing.reason')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input.TextArea maxLength={REASON_MAX} rows={2} data-testid="reason" />
        </Form.Item>
      </Form>
      <ErrorNotice error={error} />
    </Modal>
  );
}
