import type { WholeRedemption } from '@tessera/contract';
import { isUnanswered, Money } from '@tessera/ui';
import { Alert, App, Button, Form, Input, InputNumber } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { type ReturnQuote, useReturnQuote, useReturnRedemption } from './use-redemptions.ts';

const REASON_MAX = 200;
type Values = { quantity: number; reason: string };

/** What comes back is shown before it does, and that is what is agreed to. */
export function GiveBack({ redemption, onClose }: { redemption: WholeRedemption; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const back = useReturnRedemption();
  const left = redemption.quantity - redemption.returnedQuantity;
  const quote = useReturnQuote(redemption.id, Form.useWatch('quantity', form));
  // Whether it arrived is not known, so only the same may be sent again, whatever would come back by now.
  const again = isUnanswered(back.error) ? back.variables : undefined;
  const send = async ({ quantity, reason }: Values) => {
    if (!again && quote.data?.quantity !== quantity) return;
    const agreed = { redemptionId: redemption.id, quantity, reason: reason.trim(), ...(quote.data && { shownMinor: quote.data.cashMinor }) };
    try {
      await back.mutateAsync(again ?? agreed);
    } catch (error) {
      // The sentence stands in the form; what would come back now is asked for again.
      if (!isUnanswered(error)) await quote.refetch();
      return;
    }
    message.success(t('redemptions.gaveBack'));
    onClose();
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      disabled={back.isPending}
      className="redemption-back-form"
      initialValues={{ quantity: left, reason: '' }}
      onFinish={(values) => void send(values)}
    >
      <h2>{t('redemptions.giveBack')}</h2>
      <p className="quiet">{t('redemptions.giveBackNote')}</p>
      <Form.Item name="quantity" label={t('redemptions.quantity')} rules={[{ required: true, message: t('redemptions.quantityNeeded') }]}>
        <InputNumber min={1} max={left} precision={0} disabled={again !== undefined} data-testid="redemption-return-quantity" />
      </Form.Item>
      <Form.Item name="reason" label={t('redemptions.reason')} rules={[{ required: true, whitespace: true, message: t('redemptions.reasonNeeded') }]}>
        <Input maxLength={REASON_MAX} disabled={again !== undefined} data-testid="redemption-return-reason" />
      </Form.Item>
      {quote.data && !again && <ComesBack quote={quote.data} />}
      {again && <Alert type="warning" showIcon title={t('redemptions.backUnanswered')} />}
      {!again && <ErrorNotice error={back.error ?? quote.error} {...(!quote.data && { onRetry: () => void quote.refetch() })} />}
      <div className="form-foot">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button
          danger
          type="primary"
          htmlType="submit"
          loading={back.isPending || quote.isLoading}
          disabled={!quote.data && !again}
          data-testid="redemption-return-submit"
        >
          {t('redemptions.giveBack')}
        </Button>
      </div>
    </Form>
  );
}

function ComesBack({ quote }: { quote: ReturnQuote }) {
  const t = useTexts();
  const rows = [
    { label: t('redemptions.moneyBack'), value: <Money minor={quote.cashMinor} /> },
    ...(quote.points > 0 ? [{ label: t('redemptions.pointsBack'), value: t('redemption.points', { count: quote.points }) }] : []),
    ...(quote.discountBackMinor > 0 ? [{ label: t('redemptions.discountBack'), value: <Money minor={quote.discountBackMinor} /> }] : []),
  ];
  return (
    <section className="redemption-part" aria-live="polite" data-testid="redemption-return-quote">
      <h2>{t('redemptions.comesBack')}</h2>
      <Facts rows={rows} />
      {quote.policy === 'recalculate' && <p className="quiet">{t('redemptions.restAnew')}</p>}
    </section>
  );
}
