import type { CatalogueItem } from '@tessera/contract';
import { App, Checkbox, Form, Input, InputNumber, Modal } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useCorrectStock, useReceiveStock } from './use-items.ts';

const STOCK_MAX = 1_000_000;
type Props = { item: CatalogueItem; onClose: () => void };

function useDone(onClose: () => void) {
  const t = useTexts();
  const { message } = App.useApp();
  return {
    onSuccess: () => {
      message.success(t('saved'));
      onClose();
    },
  };
}

/** Adds what has arrived. */
export function ReceiveStock({ item, onClose }: Props) {
  const t = useTexts();
  const [form] = Form.useForm<{ quantity: number; reason?: string }>();
  const receive = useReceiveStock();
  const done = useDone(onClose);
  return (
    <Modal
      open
      width={420}
      title={t('items.receive')}
      okText={t('items.receive')}
      okButtonProps={{ 'data-testid': 'stock-submit' }}
      confirmLoading={receive.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ quantity, reason }) => receive.mutate({ itemId: item.id, quantity, reason: reason?.trim() ?? '' }, done)}
      >
        <Form.Item name="quantity" label={t('items.quantity')} rules={[{ required: true, message: t('check.needed') }]}>
          <InputNumber autoFocus min={1} max={STOCK_MAX} precision={0} data-testid="stock-quantity" />
        </Form.Item>
        <Form.Item name="reason" label={t('items.reasonOptional')}>
          <Input maxLength={TEXT_MAX} autoComplete="off" />
        </Form.Item>
        <ErrorNotice error={receive.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

type Correction = { isCounted: boolean; stock?: number | null; reason: string };

/** Says how many there are, or that they are not counted. */
export function CorrectStock({ item, onClose }: Props) {
  const t = useTexts();
  const [form] = Form.useForm<Correction>();
  const correct = useCorrectStock();
  const done = useDone(onClose);
  const isCounted = Form.useWatch('isCounted', form) ?? true;
  const needed = { required: true, message: t('check.needed') };
  const submit = ({ stock, reason }: Correction) =>
    correct.mutate({ itemId: item.id, stock: isCounted ? (stock ?? 0) : null, reason: reason.trim() }, done);
  return (
    <Modal
      open
      width={420}
      title={t('items.correct')}
      okText={t('action.save')}
      okButtonProps={{ 'data-testid': 'stock-submit' }}
      confirmLoading={correct.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Correction> form={form} layout="vertical" initialValues={{ isCounted: true, stock: item.stock }} onFinish={submit}>
        <Form.Item name="isCounted" valuePropName="checked">
          <Checkbox>{t('items.isCounted')}</Checkbox>
        </Form.Item>
        {isCounted && (
          <Form.Item name="stock" label={t('items.present')} extra={t('items.presentHint')} rules={[needed]}>
            <InputNumber autoFocus min={0} max={STOCK_MAX} precision={0} data-testid="stock-present" />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t('items.reason')} rules={[{ ...needed, whitespace: true }]}>
          <Input maxLength={TEXT_MAX} autoComplete="off" data-testid="stock-reason" />
        </Form.Item>
        <ErrorNotice error={correct.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
