import type { WholeRedemption } from '@tessera/contract';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useAsked, useConfirmBooking, useRefuseBooking } from './use-redemptions.ts';

const REASON_MAX = 200;

/** Over the list of a merchant: how many bookings wait for its answer, and the way to them. */
export function BookingsToAnswer({ filters }: { filters: Filters }) {
  const t = useTexts();
  const can = useCan();
  const isMerchant = useSession().staff?.organizationKind === 'merchant';
  const count = useAsked(isMerchant && can('redemptions.write')).data?.asked ?? 0;
  if (count === 0) return null;
  const show = (
    <Button size="small" onClick={() => filters.set({ state: 'asked' })} data-testid="bookings-show">
      {t('redemptions.showAsked')}
    </Button>
  );
  return (
    <Alert
      type="warning"
      showIcon
      className="bookings-to-answer"
      title={t('redemptions.toAnswer', { count })}
      description={t('redemptions.toAnswerHint')}
      action={filters.get('state') === 'asked' ? undefined : show}
      data-testid="bookings-to-answer"
    />
  );
}

/** Yes gives the member the voucher; no gives everything back, with a reason. */
export function AnswerBooking({ redemption }: { redemption: WholeRedemption }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [refusing, setRefusing] = useState(false);
  const confirm = useConfirmBooking();
  const yes = async () => {
    await confirm.mutateAsync({ redemptionId: redemption.id });
    message.success(t('redemptions.confirmed'));
  };
  if (refusing) return <Refuse redemption={redemption} onClose={() => setRefusing(false)} />;
  return (
    <section className="redemption-back">
      <ErrorNotice error={confirm.error} />
      <div className="form-foot">
        <Button danger onClick={() => setRefusing(true)} data-testid="booking-refuse">
          {t('redemptions.refuse')}
        </Button>
        <Button type="primary" loading={confirm.isPending} onClick={() => void yes().catch(() => undefined)} data-testid="booking-confirm">
          {t('redemptions.confirm')}
        </Button>
      </div>
    </section>
  );
}

function Refuse({ redemption, onClose }: { redemption: WholeRedemption; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const refuse = useRefuseBooking();
  const send = async ({ reason }: { reason: string }) => {
    await refuse.mutateAsync({ redemptionId: redemption.id, reason: reason.trim() });
    message.success(t('redemptions.refused'));
    onClose();
  };
  return (
    <Form<{ reason: string }> layout="vertical" className="redemption-back-form" onFinish={(values) => void send(values).catch(() => undefined)}>
      <h2>{t('redemptions.refuse')}</h2>
      <p className="quiet">{t('redemptions.refuseNote')}</p>
      <Form.Item name="reason" label={t('redemptions.reason')} rules={[{ required: true, whitespace: true, message: t('redemptions.reasonNeeded') }]}>
        <Input maxLength={REASON_MAX} data-testid="booking-refuse-reason" />
      </Form.Item>
      <ErrorNotice error={refuse.error} />
      <div className="form-foot">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button danger type="primary" htmlType="submit" loading={refuse.isPending} data-testid="booking-refuse-submit">
          {t('redemptions.refuse')}
        </Button>
      </div>
    </Form>
  );
}
