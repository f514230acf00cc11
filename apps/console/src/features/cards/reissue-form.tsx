import type { Card } from '@tessera/contract';
import { formatMoney, type Id, toMinor } from '@tessera/kernel';
import { App, Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useOrderCard, useReissueFee } from './use-card-orders.ts';

type Props = { card: Card; identityCheckId: Id<'identityCheck'>; onBack: () => void; onDone: () => void };

/** Says what happens to the old card and to the money before it does. */
export function ReissueForm({ card, identityCheckId, onBack, onDone }: Props) {
  const t = useTexts();
  const can = useCan();
  const { message } = App.useApp();
  const fee = useReissueFee();
  const [waives, setWaives] = useState(false);
  const order = useOrderCard(({ number }) => {
    message.success(t('reissue.done', { number }));
    onDone();
  });
  const feeMinor = fee.data?.feeMinor ?? 0;
  const isFree = feeMinor === 0 || waives;
  const submit = ({ reason }: { reason?: string }) =>
    order.mutate({ memberId: card.memberId, cardId: card.id, identityCheckId, ...(waives && reason && { waivedBecause: reason.trim() }) });
  return (
    <Form layout="vertical" onFinish={submit} data-testid="reissue-form">
      <h3>{t('reissue.title', { tail: card.tail })}</h3>
      <p className="form-note">{isFree ? t('reissue.whatFree') : t('reissue.what', { fee: formatMoney(toMinor(feeMinor)) })}</p>
      {can('cards.waiveFee') && feeMinor > 0 && (
        <Form.Item>
          <Checkbox checked={waives} onChange={({ target }) => setWaives(target.checked)} data-testid="reissue-waive">
            {t('reissue.waive')}
          </Checkbox>
        </Form.Item>
      )}
      {waives && (
        <Form.Item name="reason" label={t('reissue.because')} rules={[{ required: true, whitespace: true, message: t('check.reason') }]}>
          <Input autoFocus maxLength={TEXT_MAX} autoComplete="off" data-testid="reissue-reason" />
        </Form.Item>
      )}
      <ErrorNotice error={order.error ?? fee.error} />
      <span className="row-acts">
        <Button onClick={onBack}>{t('action.back')}</Button>
        <Button type="primary" htmlType="submit" loading={order.isPending} disabled={!fee.data} data-testid="reissue-submit">
          {t(isFree ? 'reissue.submitFree' : 'reissue.submit')}
        </Button>
      </span>
    </Form>
  );
}
