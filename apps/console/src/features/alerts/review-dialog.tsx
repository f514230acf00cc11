import type { Alert } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { App, Form, Input, Modal } from 'antd';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useReviewAlert } from './use-alerts.ts';

/** Asks what came of it; the words stay with the alert and in the audit log. */
export function ReviewDialog(props: { alert: Alert; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const review = useReviewAlert();
  const [form] = Form.useForm<{ note?: string }>();
  const { alert, onClose } = props;
  const send = async ({ note = '' }: { note?: string }) => {
    await review.mutateAsync({ alert, note: note.trim() });
    message.success(t('alerts.reviewedNow'));
    onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={t('alerts.reviewTitle', { name: alert.memberName })}
      okText={t('alerts.review')}
      cancelText={t('action.cancel')}
      confirmLoading={review.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="review-alert"
    >
      <p>{t('alerts.daySpend', { amount: formatMoney(toMinor(alert.amountMinor)), threshold: formatMoney(toMinor(alert.thresholdMinor)) })}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="note" label={t('alerts.note')} extra={t('alerts.noteHint')}>
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={TEXT_MAX} />
        </Form.Item>
      </Form>
      {review.error && <ErrorNotice error={review.error} />}
    </Modal>
  );
}
