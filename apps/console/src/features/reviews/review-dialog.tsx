import type { Review } from '@tessera/contract';
import { App, Form, Input, Modal } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useAnswer, useHide, WORDS_MAX } from './use-reviews.ts';

type Props = { act: 'answer' | 'hide'; review: Review; onClose: () => void };

/** Asks for the merchant's answer, or for the reason why a review goes out of sight. */
export function ReviewDialog({ act, review, onClose }: Props) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ text: string }>();
  const [answer, hide] = [useAnswer(), useHide()];
  const isAnswer = act === 'answer';
  const sending = isAnswer ? answer : hide;
  const send = async ({ text }: { text: string }) => {
    if (isAnswer) await answer.mutateAsync({ reviewId: review.id, text: text.trim() });
    else await hide.mutateAsync({ reviewId: review.id, reason: text.trim() });
    message.success(t(isAnswer ? 'reviews.answered' : 'reviews.hidden'));
    onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={t(isAnswer ? 'reviews.answerTitle' : 'reviews.hideTitle')}
      okText={t(isAnswer ? 'reviews.answer' : 'reviews.hide')}
      okButtonProps={{ danger: !isAnswer, 'data-testid': 'review-ok' }}
      cancelText={t('action.cancel')}
      confirmLoading={sending.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="review-dialog"
    >
      <p className="form-note">{t(isAnswer ? 'reviews.answerNote' : 'reviews.hideNote')}</p>
      {review.text && <p className="review-answer">{review.text}</p>}
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item
          name="text"
          label={t(isAnswer ? 'reviews.answerLabel' : 'reviews.hideReason')}
          rules={[{ required: true, whitespace: true, message: t('reviews.needText') }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 8 }} maxLength={WORDS_MAX} data-testid="review-words" />
        </Form.Item>
      </Form>
      <ErrorNotice error={sending.error} />
    </Modal>
  );
}
