import type { MerchantContract, Organization } from '@tessera/contract';
import { businessDayOf, DAY_MS, parseAmount } from '@tessera/kernel';
import { TIME_ZONE } from '@tessera/ui';
import { App, Form, Input, InputNumber, Modal, Radio } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { MoneyField } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { CYCLES, useDrawUpContract } from './use-merchants.ts';

type Values = {
  percent: number;
  cycle: MerchantContract['cycle'];
  min: string;
  validFrom: string;
  payoutHolder: string;
  payoutBank: string;
  payoutAccount: string;
};
type Of = { applicationId: NonNullable<MerchantContract['applicationId']> } | { organizationId: Organization['id'] };
const BPS_PER_PERCENT = 100;
const ACCOUNT = /^[0-9]{6,32}$/;

/** The terms of a contract, which nobody edits once they stand. */
export function ContractForm(props: { of: Of; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const draw = useDrawUpContract();
  const submit = ({ percent, min, payoutAccount, ...rest }: Values) =>
    draw.mutate(
      {
        ...props.of,
        ...rest,
        payoutAccount: payoutAccount.replace(/\s/g, ''),
        commissionBps: Math.round(percent * BPS_PER_PERCENT),
        minPayoutMinor: parseAmount(min) ?? 0,
      },
      {
        onSuccess: () => {
          message.success(t('contracts.drawn'));
          props.onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={520}
      title={t('contracts.draw')}
      okText={t('contracts.draw')}
      okButtonProps={{ 'data-testid': 'contract-submit' }}
      confirmLoading={draw.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      <p className="form-note">{t('contracts.drawNote')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ percent: 3, cycle: 'week', min: '100', validFrom: beginsOn(props.of) }}
        onFinish={submit}
      >
        <TermsFields t={t} />
        <PayoutFields t={t} />
        <ErrorNotice error={draw.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

/** A new merchant begins today; where a contract may hold already, the next one begins tomorrow. */
function beginsOn(of: Of): string {
  return businessDayOf(new Date(Date.now() + ('organizationId' in of ? DAY_MS : 0)), TIME_ZONE);
}

const neededOf = (t: Texts) => ({ required: true, whitespace: true, message: t('check.needed') });

function TermsFields({ t }: { t: Texts }) {
  return (
    <>
      <Form.Item name="percent" label={t('contracts.commission')} rules={[{ required: true, message: t('check.needed') }]}>
        <InputNumber min={0} max={100} precision={2} suffix="%" data-testid="contract-percent" />
      </Form.Item>
      <Form.Item name="cycle" label={t('contracts.cycle')}>
        <Radio.Group options={CYCLES.map((value) => ({ value, label: t(`settlementCycle.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="min"
        label={t('contracts.minPayout')}
        extra={t('contracts.minPayoutHint')}
        rules={[
          {
            validator: async (_, text: string) => (parseAmount(text ?? '') === undefined ? Promise.reject(new Error(t('check.amount'))) : undefined),
          },
        ]}
      >
        <MoneyField />
      </Form.Item>
      <Form.Item name="validFrom" label={t('contracts.validFrom')} rules={[neededOf(t)]}>
        <Input type="date" />
      </Form.Item>
    </>
  );
}

/** Where what the merchant has earned is paid to. */
function PayoutFields({ t }: { t: Texts }) {
  return (
    <>
      <Form.Item name="payoutHolder" label={t('contracts.payoutHolder')} rules={[neededOf(t)]}>
        <Input maxLength={NAME_MAX} autoComplete="off" data-testid="contract-holder" />
      </Form.Item>
      <Form.Item name="payoutBank" label={t('contracts.payoutBank')} rules={[neededOf(t)]}>
        <Input maxLength={NAME_MAX} autoComplete="off" data-testid="contract-bank" />
      </Form.Item>
      <Form.Item
        name="payoutAccount"
        label={t('contracts.payoutAccount')}
        rules={[
          {
            validator: async (_, text: string | undefined) => {
              if (!ACCOUNT.test((text ?? '').replace(/\s/g, ''))) throw new Error(t('contracts.accountForm'));
            },
          },
        ]}
      >
        <Input inputMode="numeric" maxLength={40} autoComplete="off" data-testid="contract-account" />
      </Form.Item>
    </>
  );
}
