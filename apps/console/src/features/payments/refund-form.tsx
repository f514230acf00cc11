import type { Payment } from '@tessera/contract';
import { formatMoney, type Minor, subtract } from '@tessera/kernel';
import { App, Button, Form, Input, Segmented } from 'antd';
import { useConfirm } from '../../shared/confirm.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useRefund } from './use-payments.ts';

type Values = { extent: 'whole' | 'part'; amount?: string; reason: string };

/** Says what will change, and refunds when that was confirmed. */
function useAskRefund(props: { payment: Payment; leftMinor: Minor; onDone: () => void }) {
  const t = useTexts();
  const confirm = useConfirm();
  const refund = useRefund();
  const { message } = App.useApp();
  const { payment, leftMinor } = props;
  return (values: Values) => {
    const amountMinor = values.extent === 'whole' ? leftMinor : readAmount(values.amount, leftMinor);
    if (amountMinor === undefined) return;
    const amount = formatMoney(amountMinor);
    const rest = subtract(leftMinor, amountMinor);
    const { merchantName: merchant, memberName: name } = payment;
    confirm({
      title: t('refund.title', { amount }),
      changes: [
        t('refund.toMember', { amount, name }),
        ...(merchant ? [t('refund.fromMerchant', { amount, merchant })] : []),
        rest > 0 ? t('refund.left', { left: formatMoney(rest) }) : t('refund.leftNone'),
      ],
      ok: t('refund.confirm', { amount }),
      danger: true,
      run: async () => {
        await refund.mutateAsync({ paymentId: payment.id, amountMinor, reason: values.reason.trim() });
        message.success(t('refund.done', { amount, name }));
        props.onDone();
      },
    });
  };
}

/** Gives back all that is left, or part of it, with a reason, after saying what will change. */
export function RefundForm(props: { payment: Payment; leftMinor: Minor; onClose: () => void }) {
  const t = useTexts();
  const [form] = Form.useForm<Values>();
  const extent = Form.useWatch('extent', form) ?? 'whole';
  const { payment, leftMinor } = props;
  const ask = useAskRefund({ payment, leftMinor, onDone: props.onClose });
  return (
    <Form<Values> form={form} layout="vertical" className="refund-form" initialValues={{ extent: 'whole', reason: '' }} onFinish={ask}>
      <Form.Item name="extent" label={t('refund.extent')}>
        <Segmented
          block
          options={[
            { value: 'whole', label: t('refund.whole', { amount: formatMoney(leftMinor) }) },
            { value: 'part', label: t('refund.part') },
          ]}
        />
      </Form.Item>
      {extent === 'part' && (
        <Form.Item
          name="amount"
          label={t('refund.amount')}
          rules={[amountRule(t, leftMinor)]}
          extra={t('refund.atMost', { max: formatMoney(leftMinor) })}
        >
          <MoneyField autoFocus data-testid="refund-amount" />
        </Form.Item>
      )}
      <Form.Item name="reason" label={t('refund.reason')} rules={[{ required: true, whitespace: true, message: t('check.reason') }]}>
        <Input.TextArea rows={2} maxLength={TEXT_MAX} placeholder={t('refund.reasonHint')} data-testid="refund-reason" />
      </Form.Item>
      <div className="form-foot">
        <Button onClick={props.onClose}>{t('action.cancel')}</Button>
        <Button danger type="primary" htmlType="submit" data-testid="refund-submit">
          {t('refund.submit')}
        </Button>
      </div>
    </Form>
  );
}
