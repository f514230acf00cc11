import { Form, Input, Modal } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';

type ReasonDialogProps = {
  title: string;
  note: string;
  ok: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onSubmit: (reason: string) => void;
};

/** Asks before an act that the audit log keeps the reason of. */
export function ReasonDialog(props: ReasonDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open
      title={props.title}
      okText={props.ok}
      okButtonProps={{ danger: props.danger ?? false, 'data-testid': 'reason-submit' }}
      confirmLoading={props.busy}
      onOk={form.submit}
      onCancel={props.onClose}
      width={440}
    >
      <Form form={form} layout="vertical" onFinish={({ reason }) => props.onSubmit(reason.trim())}>
        <p className="form-note">{props.note}</p>
        <Form.Item name="reason" label={t('grants.reason')} rules={[{ required: true, whitespace: true, message: t('check.reason') }]}>
          <Input autoFocus maxLength={TEXT_MAX} autoComplete="off" data-testid="reason" />
        </Form.Item>
        <ErrorNotice error={props.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
