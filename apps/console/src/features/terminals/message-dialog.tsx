import { useMutation } from '@tanstack/react-query';
import type { Terminal } from '@tessera/contract';
import { App, Form, Input, Modal } from 'antd';
import { client } from '../../shared/api.ts';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';

export function MessageDialog(props: { terminal: Terminal; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ text: string }>();
  const send = useMutation({
    mutationFn: (text: string) => client.terminals.sendTerminalMessage({ terminalId: props.terminal.id, text }),
    onSuccess: () => {
      message.success(t('terminals.messageSent', { name: props.terminal.name }));
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t('terminals.messageTitle', { name: props.terminal.name })}
      okText={t('terminals.messageSubmit')}
      okButtonProps={{ 'data-testid': 'message-submit' }}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={440}
    >
      <Form form={form} layout="vertical" onFinish={({ text }) => send.mutate(text.trim())}>
        <Form.Item
          name="text"
          label={t('terminals.messageLabel')}
          extra={t('terminals.messageHint')}
          rules={[{ required: true, whitespace: true, message: t('check.needed') }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={TEXT_MAX} showCount data-testid="message-text" />
        </Form.Item>
        <ErrorNotice error={send.error} />
      </Form>
    </Modal>
  );
}
