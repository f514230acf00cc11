import { DESK_WITHDRAWAL_WAYS, type DeskWithdrawalWay, type Member } from '@tessera/contract';
import { formatMoney, type Minor, toMinor, ZERO } from '@tessera/kernel';
import { isUnanswered } from '@tessera/ui';
import { Alert, App, Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { TEXT_MAX } from '../../shared/limits.ts';
import { MemberSearch } from '../../shared/member-search.tsx';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { lapsingWith } from './lapsing.ts';
import { useCreateWithdrawal, useWithdrawalTerms } from './use-withdrawals.ts';

type Fields = { way: DeskWithdrawalWay; amount: string; reason: string };

/** Find the person, say how and how much; a large sum then waits for another person. */
export function CreateWithdrawalDialog(props: { onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const create = useCreateWithdrawal();
  const [member, setMember] = useState<Member>();
  const [form] = Form.useForm<Fields>();
  const way = Form.useWatch('way', form) ?? 'cash';
  const terms = useWithdrawalTerms(member?.id);
  const mostMinor = terms.data && (way === 'cash' ? terms.data.availableMinor : terms.data.toSourceMinor);
  const lapsing = (amountMinor: Minor | undefined) => (terms.data ? lapsingWith(terms.data.purse, amountMinor) : ZERO);
  const giftMinor = lapsing(readAmount(Form.useWatch('amount', form)));
  const send = async (fields: Fields) => {
    const amountMinor = readAmount(fields.amount);
    if (!member || amountMinor === undefined) return;
    const made = await create.mutateAsync({
      memberId: member.id,
      amountMinor,
      giftMinor: lapsing(amountMinor),
      way: fields.way,
      reason: fields.reason.trim(),
    });
    message.success(t(made.state === 'waiting' ? 'withdrawals.madeWaits' : made.way === 'cash' ? 'withdrawals.madeCash' : 'withdrawals.madeSource'));
    props.onClose();
  };
  const unanswered = create.isError && isUnanswered(create.error);
  return (
    <Modal
      open
      width={520}
      title={t('withdrawals.new')}
      okText={t('withdrawals.make')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !member, 'data-testid': 'withdrawal-make' }}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      data-testid="create-withdrawal"
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ way: 'cash', amount: '', reason: '' }}
        onFinish={(fields) => void send(fields).catch(() => undefined)}
      >
        <Form.Item label={t('field.member')} htmlFor="withdrawal-member">
          <MemberSearch id="withdrawal-member" autoFocus onChoose={setMember} {...(member && { chosen: member })} />
        </Form.Item>
        <Form.Item name="way" label={t('withdrawals.way')}>
          <Segmented block options={DESK_WITHDRAWAL_WAYS.map((value) => ({ value, label: t(`withdrawalWay.${value}`) }))} />
        </Form.Item>
        <Sum mostMinor={mostMinor} />
        {giftMinor > 0 && <Alert type="info" showIcon title={t('withdrawals.lapses', { gift: formatMoney(giftMinor) })} />}
      </Form>
      {terms.error && <ErrorNotice error={terms.error} />}
      {unanswered ? <Alert type="warning" showIcon title={t('withdrawals.unanswered')} /> : create.error && <ErrorNotice error={create.error} />}
    </Modal>
  );
}

function Sum(props: { mostMinor: number | undefined }) {
  const t = useTexts();
  const { mostMinor } = props;
  return (
    <>
      <Form.Item
        name="amount"
        label={t('withdrawals.amount')}
        {...(mostMinor !== undefined && { extra: t('withdrawals.most', { amount: formatMoney(toMinor(mostMinor)) }) })}
        rules={[amountRule(t, mostMinor)]}
        validateTrigger="onSubmit"
      >
        <MoneyField placeholder="0.00" data-testid="withdrawal-amount" />
      </Form.Item>
      <Form.Item name="reason" label={t('withdrawals.reason')} rules={[{ required: true, whitespace: true, message: t('withdrawals.reasonNeeded') }]}>
        <Input maxLength={TEXT_MAX} data-testid="withdrawal-reason" />
      </Form.Item>
    </>
  );
}
