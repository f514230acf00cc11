import type { IssuerDeposit } from '@tessera/contract';
import { formatDecimal, parseAmount, toMinor } from '@tessera/kernel';
import { App, Form, type FormRule, Modal } from 'antd';
import { useNavigate } from 'react-router';
import { MoneyField } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useSetDeposit } from './use-deposits.ts';

type Values = { issuerId?: IssuerDeposit['issuerId']; low: string };

/** Opens a deposit for an issuer, or changes from which sum on one is low. */
export function SetDeposit(props: { deposit?: IssuerDeposit; onClose: () => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const set = useSetDeposit();
  const [form] = Form.useForm<Values>();
  const { deposit, onClose } = props;
  const send = async (values: Values) => {
    const issuerId = deposit?.issuerId ?? values.issuerId;
    const lowMinor = parseAmount(values.low);
    if (!issuerId || lowMinor === undefined) return;
    await set.mutateAsync({ issuerId, lowMinor });
    message.success(t(deposit ? 'deposit.changed' : 'deposit.opened'));
    onClose();
    if (!deposit) navigate(`/deposits/${issuerId}`);
  };
  return (
    <Modal
      open
      width={460}
      title={t(deposit ? 'deposit.change' : 'deposit.open')}
      okText={t(deposit ? 'action.save' : 'deposit.open')}
      cancelText={t('action.cancel')}
      confirmLoading={set.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="set-deposit-dialog"
    >
      {!deposit && <p className="form-note">{t('deposit.openNote')}</p>}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ low: formatDecimal(deposit?.lowMinor ?? toMinor(0)) }}
        onFinish={(values) => void send(values).catch(() => undefined)}
      >
        {!deposit && (
          <Form.Item name="issuerId" label={t('deposit.issuer')} rules={[{ required: true, message: t('check.choose') }]}>
            <OrganizationSelect kind="issuer" testId="deposit-issuer" />
          </Form.Item>
        )}
        <Form.Item name="low" label={t('deposit.low')} extra={t('deposit.lowHint')} rules={[amountOrNone(t)]} required>
          <MoneyField data-testid="deposit-low" />
        </Form.Item>
      </Form>
      <ErrorNotice error={set.error} />
    </Modal>
  );
}

/** Nought is an answer too: then nobody is warned before it is used up. */
function amountOrNone(t: Texts): FormRule {
  return {
    validator: async (_, text: string | undefined) => {
      if (parseAmount(text ?? '') === undefined) throw new Error(t('check.amount'));
    },
  };
}
