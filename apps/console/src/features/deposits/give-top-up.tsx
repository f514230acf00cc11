import type { IssuerDeposit, Member } from '@tessera/contract';
import { formatMoney } from '@tessera/kernel';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { MemberSearch } from '../../shared/member-search.tsx';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useGiveTopUp } from './use-top-ups.ts';

type Values = { amount: string; reason: string };

/** Money for one of the issuer's own members, out of its deposit and at once. */
export function GiveTopUp({ deposit, onClose }: { deposit: IssuerDeposit; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [member, setMember] = useState<Member>();
  const give = useGiveTopUp();
  const send = async ({ amount, reason }: Values) => {
    const amountMinor = readAmount(amount);
    if (!member || amountMinor === undefined) return;
    await give.mutateAsync({ memberId: member.id, amountMinor, reason: reason.trim() });
    message.success(t('topUps.given', { name: member.name, amount: formatMoney(amountMinor) }));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('topUps.give')}
      okText={t('topUps.giveOk')}
      okButtonProps={{ disabled: !member, 'data-testid': 'top-up-submit' }}
      cancelText={t('action.cancel')}
      confirmLoading={give.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Values> form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item label={t('field.member')} htmlFor="top-up-to" required>
          <MemberSearch id="top-up-to" autoFocus onChoose={setMember} {...(member && { chosen: member })} />
        </Form.Item>
        <Form.Item
          name="amount"
          label={t('deposit.amount')}
          rules={[amountRule(t)]}
          extra={t('topUps.left', { amount: formatMoney(deposit.availableMinor) })}
          required
        >
          <MoneyField data-testid="top-up-amount" />
        </Form.Item>
        <Form.Item name="reason" label={t('topUps.why')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input maxLength={TEXT_MAX} autoComplete="off" data-testid="top-up-reason" />
        </Form.Item>
        <ErrorNotice error={give.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
