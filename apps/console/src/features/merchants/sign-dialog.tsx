import type { MerchantContract } from '@tessera/contract';
import { App, Form, Input, Modal } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { termsWords } from './merchant-words.tsx';
import { usePayoutAccount, useSignContract } from './use-merchants.ts';

type Values = { name: string; userName: string; password: string };

/** The second person reads the terms once more; the first contract of an applicant also names the merchant's first manager. */
export function SignDialog({ contract, contactName, onClose }: { contract: MerchantContract; contactName: string; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const sign = useSignContract();
  const payout = usePayoutAccount(contract.id);
  const isFirst = contract.organizationId === null;
  const submit = (manager: Values) =>
    sign.mutate(
      { contractId: contract.id, ...(isFirst && { manager }) },
      {
        onSuccess: () => {
          message.success(t('contracts.signed'));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={520}
      title={t('contracts.signTitle', { name: contract.partyName })}
      okText={t('contracts.sign')}
      okButtonProps={{ 'data-testid': 'sign-submit', disabled: !payout.data }}
      confirmLoading={sign.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Facts
        rows={[
          { label: t('contracts.terms'), value: termsWords(t, contract) },
          { label: t('contracts.validFrom'), value: contract.validFrom },
          { label: t('contracts.payout'), value: `${contract.payoutHolder} · ${contract.payoutBank}` },
          { label: t('contracts.payoutAccount'), value: <PayoutNumber account={payout.data?.account} masked={contract.payoutMasked} /> },
          { label: t('contracts.drawnBy'), value: contract.drawnByName },
        ]}
      />
      <p className="form-note">{t('contracts.payoutCheck')}</p>
      <ErrorNotice error={payout.error} onRetry={() => payout.refetch()} />
      <Form<Values> form={form} layout="vertical" initialValues={{ name: contactName }} onFinish={submit} className="sign-fields">
        {isFirst && <FirstSignInFields />}
        <ErrorNotice error={sign.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

/** In groups of four, as cards and statements print it. */
function PayoutNumber({ account, masked }: { account: string | undefined; masked: string }) {
  return (
    <span className="number" data-testid="payout-account">
      {account ? account.replace(/(.{4})(?=.)/g, '$1 ') : masked}
    </span>
  );
}

function FirstSignInFields() {
  const t = useTexts();
  const needed = { required: true, whitespace: true, message: t('check.needed') };
  return (
    <>
      <p className="form-note">{t('contracts.managerNote')}</p>
      <Form.Item name="name" label={t('contracts.managerName')} rules={[needed]}>
        <Input maxLength={NAME_MAX} autoComplete="off" data-testid="manager-name" />
      </Form.Item>
      <Form.Item name="userName" label={t('contracts.managerUserName')} rules={[needed]}>
        <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} data-testid="manager-user-name" />
      </Form.Item>
      <Form.Item name="password" label={t('contracts.managerPassword')} extra={t('contracts.managerPasswordHint')} rules={[needed]}>
        <Input.Password maxLength={128} autoComplete="new-password" data-testid="manager-password" />
      </Form.Item>
    </>
  );
}
