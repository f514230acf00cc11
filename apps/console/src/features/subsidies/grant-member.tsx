import type { Member, Programme, Round } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { MemberSearch } from '../../shared/member-search.tsx';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useGrantToMember } from './use-subsidies.ts';

type Values = { amount: string; reason?: string };

/** Gives one member an amount: at once, or when another person has approved it. */
export function GrantMember(props: { programme: Programme; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [member, setMember] = useState<Member>();
  const grant = useGrantToMember();
  const submit = ({ amount, reason }: Values) => {
    const amountMinor = readAmount(amount);
    if (!member || amountMinor === undefined) return;
    const done = {
      onSuccess: (round: Round) => {
        const said = { name: member.name, amount: formatMoney(toMinor(amountMinor)) };
        message.success(t(round.state === 'waiting' ? 'subsidies.waits' : 'subsidies.grantedTo', said));
        props.onClose();
      },
    };
    grant.mutate({ programmeId: props.programme.id, memberId: member.id, amountMinor, ...(reason?.trim() && { reason: reason.trim() }) }, done);
  };
  return (
    <Modal
      open
      title={t('subsidies.toMember')}
      okText={t('subsidies.grant')}
      okButtonProps={{ disabled: !member, 'data-testid': 'grant-submit' }}
      confirmLoading={grant.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={460}
    >
      <Form<Values> form={form} layout="vertical" onFinish={submit}>
        <Form.Item label={t('field.member')} htmlFor="grant-to" required>
          <MemberSearch id="grant-to" autoFocus onChoose={setMember} {...(member && { chosen: member })} />
        </Form.Item>
        <Form.Item name="amount" label={t('field.amount')} rules={[amountRule(t)]} required>
          <MoneyField data-testid="grant-amount" />
        </Form.Item>
        <Form.Item name="reason" label={t('subsidies.reason')}>
          <Input maxLength={TEXT_MAX} autoComplete="off" />
        </Form.Item>
        <ErrorNotice error={grant.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
