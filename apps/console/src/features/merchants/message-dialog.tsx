import type { UseMutationResult } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';

const MESSAGE_MAX = 200;

/** Asks for the words that somebody else will read. */
export function MessageDialog(props: {
  title: string;
  note: string;
  ok: string;
  danger?: boolean;
  /** Of the page below, which stays: its answer outlives this dialog. */
  state: Pick<UseMutationResult, 'isPending' | 'error'>;
  onSend: (message: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useTexts();
  const [form] = Form.useForm<{ message: string }>();
  const send = async ({ message }: { message: string }) => {
    await props.onSend(message.trim());
    props.onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={props.title}
      okText={props.ok}
      okButtonProps={{ danger: props.danger ?? false, 'data-testid': 'message-send' }}
      confirmLoading={props.state.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      <p className="form-note">{props.note}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="message" label={t('applications.message')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={MESSAGE_MAX} data-testid="message-text" />
        </Form.Item>
      </Form>
      <ErrorNotice error={props.state.error} />
    </Modal>
  );
}
