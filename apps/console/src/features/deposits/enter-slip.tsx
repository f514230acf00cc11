import type { IssuerDeposit } from '@tessera/contract';
import { App, DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import { NAME_MAX, TEXT_MAX } from '../../shared/limits.ts';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { DEPOSIT_MINOR_MAX, useEnterSlip } from './use-deposits.ts';

type Values = { amount: string; reference: string; paidOn: Dayjs; note?: string };

/** What the bank's slip says. Nothing moves until another person has confirmed it. */
export function EnterSlip(props: { deposit: IssuerDeposit; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const enter = useEnterSlip();
  const [form] = Form.useForm<Values>();
  const { deposit, onClose } = props;
  const send = async ({ amount, reference, paidOn, note = '' }: Values) => {
    const amountMinor = readAmount(amount, DEPOSIT_MINOR_MAX);
    if (amountMinor === undefined) return;
    const slip = { amountMinor, reference: reference.trim(), paidOn: paidOn.format('YYYY-MM-DD'), note: note.trim() };
    await enter.mutateAsync({ issuerId: deposit.issuerId, ...slip });
    message.success(t('deposit.entered'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('deposit.enterTitle', { name: deposit.issuerName })}
      okText={t('deposit.enter')}
      cancelText={t('action.cancel')}
      confirmLoading={enter.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="enter-slip-dialog"
    >
      <Form form={form} layout="vertical" initialValues={{ paidOn: dayjs() }} onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="amount" label={t('deposit.amount')} rules={[amountRule(t, DEPOSIT_MINOR_MAX)]} required>
          <MoneyField autoFocus data-testid="slip-amount" />
        </Form.Item>
        <Form.Item name="reference" label={t('deposit.reference')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input maxLength={NAME_MAX} autoComplete="off" data-testid="slip-reference" />
        </Form.Item>
        <Form.Item name="paidOn" label={t('deposit.paidOn')} rules={[{ required: true, message: t('check.choose') }]}>
          <DatePicker style={{ width: '100%' }} disabledDate={(day) => day.isAfter(dayjs(), 'day')} />
        </Form.Item>
        <Form.Item name="note" label={t('deposit.slipNote')}>
          <Input maxLength={TEXT_MAX} />
        </Form.Item>
      </Form>
      <ErrorNotice error={enter.error} />
    </Modal>
  );
}
