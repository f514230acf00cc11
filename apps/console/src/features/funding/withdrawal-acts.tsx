import type { Withdrawal } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useDecideWithdrawal } from './use-withdrawals.ts';

/** What can be done with it now, by whom it is. */
export function WithdrawalActs(props: { withdrawal: Withdrawal }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const { user } = useSession();
  const decide = useDecideWithdrawal();
  const [refusing, setRefusing] = useState(false);
  const { withdrawal } = props;
  const amount = formatMoney(toMinor(withdrawal.amountMinor));
  const ask = (act: 'approve' | 'pay') =>
    confirm({
      title: t(act === 'approve' ? 'withdrawals.approveTitle' : 'withdrawals.payTitle', { name: withdrawal.memberName, amount }),
      changes: [t(act === 'pay' ? 'withdrawals.payChange' : `withdrawals.approveChange.${withdrawal.way}`)],
      ok: t(act === 'approve' ? 'withdrawals.approve' : 'withdrawals.pay'),
      run: async () => {
        await decide.mutateAsync({ withdrawal, act });
        message.success(t(act === 'approve' ? 'withdrawals.approved' : 'withdrawals.payed'));
      },
    });
  const isWaiting = withdrawal.state === 'waiting';
  const isCash = withdrawal.state === 'approved' && withdrawal.way === 'cash';
  return (
    <span className="row-acts">
      {isWaiting && can('funding.approve') && withdrawal.madeByName !== user.name && (
        <Button size="small" type="primary" onClick={() => ask('approve')} data-testid="approve-withdrawal">
          {t('withdrawals.approve')}
        </Button>
      )}
      {isCash && can('funding.write') && (
        <Button size="small" type="primary" onClick={() => ask('pay')} data-testid="pay-withdrawal">
          {t('withdrawals.pay')}
        </Button>
      )}
      {(isWaiting || isCash) && can('funding.approve') && (
        <Button size="small" danger onClick={() => setRefusing(true)} data-testid="refuse-withdrawal">
          {t('withdrawals.refuse')}
        </Button>
      )}
      {refusing && <RefuseDialog withdrawal={withdrawal} amount={amount} onClose={() => setRefusing(false)} />}
    </span>
  );
}

function RefuseDialog(props: { withdrawal: Withdrawal; amount: string; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const decide = useDecideWithdrawal();
  const [form] = Form.useForm<{ note: string }>();
  const { withdrawal, amount, onClose } = props;
  const send = async ({ note }: { note: string }) => {
    await decide.mutateAsync({ withdrawal, act: 'refuse', note: note.trim() });
    message.success(t('withdrawals.refused'));
    onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={t('withdrawals.refuseTitle', { name: withdrawal.memberName, amount })}
      okText={t('withdrawals.refuse')}
      okButtonProps={{ danger: true }}
      cancelText={t('action.cancel')}
      confirmLoading={decide.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="refuse-withdrawal-dialog"
    >
      <p>{t('withdrawals.refuseChange')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item
          name="note"
          label={t('withdrawals.refuseNote')}
          extra={t('withdrawals.refuseNoteHint')}
          rules={[{ required: true, whitespace: true, message: t('withdrawals.reasonNeeded') }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 5 }} maxLength={TEXT_MAX} />
        </Form.Item>
      </Form>
      {decide.error && <ErrorNotice error={decide.error} />}
    </Modal>
  );
}
