import { CARD_SIGNATURES, type CardOrder, type CardSignature } from '@tessera/contract';
import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useCancelOrder, useHandOver } from './use-card-orders.ts';

type Props = { order: CardOrder /** With what to say of it, where it was done. */; onClose: (words?: string) => void };

export function HandOverDialog({ order, onClose }: Props) {
  const t = useTexts();
  const [signature, setSignature] = useState<CardSignature>('paper');
  const handOver = useHandOver(({ tail }) => onClose(t('orders.handedOver', { tail: tail ?? '' })));
  return (
    <Modal
      open
      title={t('orders.handOverTitle', { number: order.number, name: order.memberName })}
      okText={t('orders.handOver')}
      okButtonProps={{ 'data-testid': 'hand-over-submit' }}
      confirmLoading={handOver.isPending}
      onOk={() => handOver.mutate({ cardOrderId: order.id, signature })}
      onCancel={() => onClose()}
      width={460}
    >
      <p className="form-note">{t('orders.handOverNote')}</p>
      <Form layout="vertical">
        <Form.Item label={t('orders.signature')}>
          <Radio.Group
            value={signature}
            onChange={({ target }) => setSignature(CARD_SIGNATURES.find((one) => one === target.value) ?? 'paper')}
            options={CARD_SIGNATURES.map((one) => ({ value: one, label: t(`orders.signature.${one}`) }))}
          />
        </Form.Item>
      </Form>
      <ErrorNotice error={handOver.error} />
    </Modal>
  );
}

export function CancelOrderDialog({ order, onClose }: Props) {
  const t = useTexts();
  const [form] = Form.useForm<{ reason: string }>();
  const cancel = useCancelOrder(({ number }) => onClose(t('orders.cancelled', { number })));
  return (
    <Modal
      open
      title={t('orders.cancelTitle', { number: order.number })}
      okText={t('orders.cancel')}
      okButtonProps={{ danger: true, 'data-testid': 'cancel-order-submit' }}
      confirmLoading={cancel.isPending}
      onOk={form.submit}
      onCancel={() => onClose()}
      width={440}
    >
      <Form form={form} layout="vertical" onFinish={({ reason }) => cancel.mutate({ cardOrderId: order.id, reason: reason.trim() })}>
        <p className="form-note">{t('orders.cancelNote')}</p>
        <Form.Item name="reason" label={t('grants.reason')} rules={[{ required: true, whitespace: true, message: t('check.reason') }]}>
          <Input autoFocus maxLength={TEXT_MAX} autoComplete="off" data-testid="cancel-reason" />
        </Form.Item>
        <ErrorNotice error={cancel.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
