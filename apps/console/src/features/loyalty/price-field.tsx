import { Form, Input } from 'antd';
import { useTexts } from '../../shared/texts.ts';
import { PRICE_TEXT } from './loyalty-words.tsx';

/** What a redeemed point costs its issuer, in yuan, as the field `price` of a form. */
export function PriceField(props: { hint: string }) {
  const t = useTexts();
  return (
    <Form.Item
      name="price"
      label={t('loyalty.price')}
      extra={props.hint}
      rules={[{ required: true, pattern: PRICE_TEXT, message: t('loyalty.priceWrong') }]}
    >
      <Input inputMode="decimal" prefix="¥" placeholder="0.95" autoComplete="off" data-testid="point-price" />
    </Form.Item>
  );
}
