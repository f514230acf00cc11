import type { CatalogueItem } from '@tessera/contract';
import { parseAmount } from '@tessera/kernel';
import { App, Form, Input, Modal } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { MoneyField } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useProposePrice } from './use-prices.ts';

type Values = { amount: string; wishedOn?: string };
const PRICE_MAX_MINOR = 1_000_000_000;

/** The other side answers it. Nothing is a price too. */
export function ProposePrice({ item, onClose }: { item: CatalogueItem; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const propose = useProposePrice();
  const submit = ({ amount, wishedOn }: Values) => {
    const agreedMinor = parseAmount(amount);
    if (agreedMinor === undefined) return;
    const done = {
      onSuccess: () => {
        message.success(t('items.wasProposed'));
        onClose();
      },
    };
    propose.mutate({ itemId: item.id, agreedMinor, wishedOn: wishedOn || null }, done);
  };
  const rule = {
    validator: async (_: unknown, text: string | undefined) => {
      const minor = parseAmount(text ?? '');
      if (minor === undefined || minor > PRICE_MAX_MINOR) throw new Error(t('items.priceWrong'));
    },
  };
  return (
    <Modal
      open
      width={420}
      title={t('items.propose')}
      okText={t('items.propose')}
      okButtonProps={{ 'data-testid': 'propose-submit' }}
      confirmLoading={propose.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Values> form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="amount" label={t('items.agreedPrice')} extra={t('items.agreedHint')} rules={[rule]}>
          <MoneyField autoFocus data-testid="propose-amount" />
        </Form.Item>
        <Form.Item name="wishedOn" label={t('items.wishedOn')} extra={t('items.wishedHint')}>
          <Input type="date" />
        </Form.Item>
        <ErrorNotice error={propose.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
