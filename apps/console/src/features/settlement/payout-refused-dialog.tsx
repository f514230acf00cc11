import type { Payout } from '@tessera/contract';
import { App, Form, Input, Modal } from 'antd';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { useResult } from './use-payouts.ts';

/** The bank did not pay, or paid and got it back: why, in its own words. The mutation is the page’s, which stays. */
export function RefusedDialog(props: { payout: Payout; result: ReturnType<typeof useResult>; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const { payout, result, onClose } = props;
  const { id: payoutId, reference } = payout;
  const isBack = payout.state === 'paid';
  const send = async ({ reason }: { reason: string }) => {
    await result.mutateAsync({ payoutId, result: 'refused', reason: reason.trim() });
    message.success(t('saved'));
    onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={t(isBack ? 'payout.returnedTitle' : 'payout.refusedTitle', { reference })}
      okText={t(isBack ? 'payout.markReturned' : 'payout.markRefused')}
      okButtonProps={{ danger: true, 'data-testid': 'refused-ok' }}
      cancelText={t('action.cancel')}
      confirmLoading={result.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="refused-dialog"
    >
      <p className="form-note">{t(isBack ? 'payout.returnedNote' : 'payout.refusedNote')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="reason" label={t('payout.reason')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus placeholder={t('payout.reasonExample')} maxLength={TEXT_MAX} data-testid="refused-reason" />
        </Form.Item>
      </Form>
      <ErrorNotice error={result.error} />
    </Modal>
  );
}
