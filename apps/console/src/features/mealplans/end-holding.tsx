import type { MealHolding } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { App, Form, Input, Modal } from 'antd';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useEndHolding } from './use-mealplans.ts';

/** Ends one member's plan now, with a reason; says what comes back. */
export function EndHolding(props: { holding: MealHolding; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const end = useEndHolding();
  const [form] = Form.useForm<{ reason: string }>();
  const { holding, onClose } = props;
  const submit = ({ reason }: { reason: string }) => {
    const done = {
      onSuccess: ({ refundedMinor }: MealHolding) => {
        message.success(refundedMinor > 0 ? t('mealplans.endedWithRefund', { amount: formatMoney(toMinor(refundedMinor)) }) : t('mealplans.ended'));
        onClose();
      },
    };
    end.mutate({ holding, reason: reason.trim() }, done);
  };
  const back =
    holding.refundableMinor > 0 ? t('mealplans.endRefunds', { amount: formatMoney(toMinor(holding.refundableMinor)) }) : t('mealplans.endFree');
  return (
    <Modal
      open
      width={460}
      title={t('mealplans.endTitle', { name: holding.memberName })}
      okText={t('mealplans.end')}
      okButtonProps={{ danger: true, 'data-testid': 'end-submit' }}
      confirmLoading={end.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{back}</p>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="reason" label={t('subsidies.reason')} rules={[{ required: true, whitespace: true, message: t('check.reason') }]}>
          <Input autoFocus maxLength={TEXT_MAX} autoComplete="off" data-testid="end-reason" />
        </Form.Item>
        <ErrorNotice error={end.error} />
      </Form>
    </Modal>
  );
}
