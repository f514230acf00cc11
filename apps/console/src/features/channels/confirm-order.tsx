import type { ChannelOrder } from '@tessera/contract';
import { Button, Form, Input } from 'antd';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useConfirmOrder } from './use-channels.ts';

type Values = { reference: string; amount: string };

/** A bank transfer has arrived: what the statement says. */
export function ConfirmOrder({ order }: { order: ChannelOrder }) {
  const t = useTexts();
  const confirm = useConfirmOrder();
  const send = ({ reference, amount }: Values) => {
    const amountMinor = readAmount(amount);
    if (amountMinor !== undefined) confirm.mutate({ orderId: order.id, reference, amountMinor });
  };
  return (
    <Form<Values> layout="vertical" onFinish={send} className="channel-confirm">
      <h3>{t('channelOrders.confirm')}</h3>
      <p className="fine">{t('channelOrders.confirmNote')}</p>
      <Form.Item name="amount" label={t('channelOrders.arrived')} rules={[{ required: true, message: t('check.needed') }, amountRule(t)]}>
        <MoneyField data-testid="confirm-amount" />
      </Form.Item>
      <Form.Item name="reference" label={t('channelOrders.reference')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
        <Input maxLength={64} spellCheck={false} autoComplete="off" data-testid="confirm-reference" />
      </Form.Item>
      <ErrorNotice error={confirm.error} />
      <Button type="primary" htmlType="submit" loading={confirm.isPending} data-testid="confirm-order">
        {t('channelOrders.confirm')}
      </Button>
    </Form>
  );
}
