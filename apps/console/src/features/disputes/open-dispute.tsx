import type { Dispute, Member, Payment } from '@tessera/contract';
import { DISPUTE_KINDS, KINDS_WITHOUT_PAYMENT, PLACE_KINDS } from '@tessera/contract/dispute-words';
import { formatMoney, type Id, toMinor } from '@tessera/kernel';
import { exactTime } from '@tessera/ui';
import { App, Checkbox, Form, Input, Modal, Radio, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { readId } from '../../shared/ids.ts';
import { MemberSearch } from '../../shared/member-search.tsx';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useDisputedPayment, useOpenDispute, WORDS_MAX } from './use-disputes.ts';

type Values = {
  kind: Dispute['kind'];
  merchantId?: Id<'organization'>;
  amount?: string;
  text: string;
  way: 'counter' | 'phone';
  freezeCards?: boolean;
};

/** For somebody at the counter or on the phone: about one payment, opened from it, or about none. */
export function OpenDispute(props: { about: string; onClose: () => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const paymentId = readId<'payment'>(props.about);
  const found = useDisputedPayment(paymentId);
  const open = useOpenDispute();
  const [form] = Form.useForm<Values>();
  const [member, setMember] = useState<Member>();
  const payment = found.data?.payment;
  const memberId = payment?.memberId ?? member?.id;
  const send = async ({ kind, merchantId, amount, text, way, freezeCards }: Values) => {
    if (!memberId) return;
    const claimMinor = readAmount(amount);
    const about = { ...(paymentId && { paymentId }), ...(claimMinor && { claimMinor }), ...(merchantId && { merchantId }) };
    const dispute = await open.mutateAsync({ memberId, kind, text: text.trim(), way, freezeCards: freezeCards ?? false, ...about });
    message.success(t('disputes.opened.done', { number: dispute.caseNumber }));
    navigate(`/disputes/${dispute.id}`);
  };
  return (
    <Modal
      open
      width={520}
      title={t('disputes.openTitle')}
      okText={t('disputes.open')}
      okButtonProps={{ disabled: !memberId, 'data-testid': 'open-dispute-ok' }}
      cancelText={t('action.cancel')}
      confirmLoading={open.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      data-testid="open-dispute-dialog"
    >
      <p className="form-note">{t('disputes.openNote')}</p>
      {found.isLoading && <Skeleton active paragraph={{ rows: 3 }} />}
      <ErrorNotice error={found.error} onRetry={() => found.refetch()} />
      <Form form={form} layout="vertical" initialValues={{ way: 'counter' }} onFinish={(values) => void send(values).catch(() => undefined)}>
        <About payment={payment} isKnown={paymentId !== undefined} member={member} onMember={setMember} />
        <ClaimFields isAboutPayment={paymentId !== undefined} form={form} />
      </Form>
      <ErrorNotice error={open.error} />
    </Modal>
  );
}

function About(props: { payment: Payment | undefined; isKnown: boolean; member: Member | undefined; onMember: (member: Member) => void }) {
  const t = useTexts();
  const { payment } = props;
  if (!props.isKnown) {
    return (
      <Form.Item label={t('disputes.openMember')}>
        <MemberSearch autoFocus onChoose={props.onMember} {...(props.member && { chosen: props.member })} />
      </Form.Item>
    );
  }
  if (!payment) return null;
  const words = [payment.memberName, payment.memberNumber, payment.merchantName, formatMoney(toMinor(payment.amountMinor)), exactTime(payment.at)];
  return (
    <Form.Item label={t('disputes.openPayment')}>
      <span>{words.filter(Boolean).join(' · ')}</span>
    </Form.Item>
  );
}

function ClaimFields(props: { isAboutPayment: boolean; form: ReturnType<typeof Form.useForm<Values>>[0] }) {
  const t = useTexts();
  const can = useCan();
  const kind = Form.useWatch('kind', props.form);
  const kinds = DISPUTE_KINDS.filter((each) =>
    props.isAboutPayment ? each !== 'top_up_missing' && each !== 'facility' : KINDS_WITHOUT_PAYMENT.includes(each),
  );
  const needsAmount = kind === 'wrong_amount' || kind === 'top_up_missing';
  return (
    <>
      <Form.Item name="kind" label={t('disputes.kind')} rules={[{ required: true, message: t('disputes.needText') }]}>
        <Select options={kinds.map((each) => ({ value: each, label: t(`disputeKind.${each}`) }))} data-testid="open-dispute-kind" />
      </Form.Item>
      {!props.isAboutPayment && kind && PLACE_KINDS.includes(kind) && (
        <Form.Item name="merchantId" label={t('disputes.shop')} extra={t('disputes.shopNote')}>
          <OrganizationSelect kind="merchant" clearable testId="open-dispute-shop" />
        </Form.Item>
      )}
      {needsAmount && (
        <Form.Item name="amount" label={t(kind === 'wrong_amount' ? 'disputes.claim' : 'disputes.claimMissing')} rules={[amountRule(t)]}>
          <MoneyField data-testid="open-dispute-amount" />
        </Form.Item>
      )}
      <Form.Item name="text" label={t('disputes.openText')} rules={[{ required: true, whitespace: true, message: t('disputes.needText') }]}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={WORDS_MAX} data-testid="open-dispute-text" />
      </Form.Item>
      <Form.Item name="way" label={t('disputes.way')}>
        <Radio.Group options={(['counter', 'phone'] as const).map((way) => ({ value: way, label: t(`disputeWay.${way}`) }))} />
      </Form.Item>
      {kind === 'not_me' && can('cards.write') && (
        <Form.Item name="freezeCards" valuePropName="checked" initialValue={true} extra={t('disputes.freezeNote')}>
          <Checkbox data-testid="open-dispute-freeze">{t('disputes.freeze')}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}
