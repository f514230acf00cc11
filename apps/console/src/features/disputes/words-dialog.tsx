import type { UseMutationResult } from '@tanstack/react-query';
import { Form, Input, Modal, Radio } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { WORDS_MAX } from './use-disputes.ts';

export type Words = { text: string; stance?: 'accepted' | 'objected' };
type Props = {
  title: string;
  note: string;
  label: string;
  ok: string;
  danger?: boolean;
  initial?: string;
  /** A merchant also says whether the claim is right. */
  withStance?: boolean;
  /** Of the page below, which stays: its answer outlives this dialog. */
  state: Pick<UseMutationResult, 'isPending' | 'error'>;
  onSend: (values: Words) => Promise<unknown>;
  onClose: () => void;
  testId: string;
};

/** Asks for a few words that stay in the case's timeline. */
export function WordsDialog(props: Props) {
  const t = useTexts();
  const [form] = Form.useForm<Words>();
  const send = async (values: Words) => {
    await props.onSend({ ...values, text: values.text.trim() });
    props.onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={props.title}
      okText={props.ok}
      okButtonProps={{ danger: props.danger ?? false }}
      cancelText={t('action.cancel')}
      confirmLoading={props.state.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      data-testid={props.testId}
    >
      <p className="form-note">{props.note}</p>
      <Form form={form} layout="vertical" initialValues={{ text: props.initial }} onFinish={(values) => void send(values).catch(() => undefined)}>
        {props.withStance && (
          <Form.Item name="stance" label={t('disputes.stance')} rules={[{ required: true, message: t('disputes.needText') }]}>
            <Radio.Group
              options={(['accepted', 'objected'] as const).map((stance) => ({ value: stance, label: t(`disputeStance.${stance}`) }))}
              data-testid="dispute-stance"
            />
          </Form.Item>
        )}
        <Form.Item name="text" label={props.label} rules={[{ required: true, whitespace: true, message: t('disputes.needText') }]}>
          <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={WORDS_MAX} data-testid="dispute-words" />
        </Form.Item>
      </Form>
      <ErrorNotice error={props.state.error} />
    </Modal>
  );
}
