import { useMutation } from '@tanstack/react-query';
import type { Terminal } from '@tessera/contract';
import { formatDecimal, toMinor } from '@tessera/kernel';
import { App, Form, Input, Modal, Switch } from 'antd';
import { client } from '../../shared/api.ts';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useTerminalsChanged } from './use-terminals.ts';

type Values = { name: string; maxAmount: string; refundsAllowed: boolean };

/** Renames a terminal and sets what it may do. */
export function PolicyDialog(props: { terminal: Terminal; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const changed = useTerminalsChanged();
  const { terminal } = props;
  const update = useMutation({
    mutationFn: (values: Values) =>
      client.terminals.updateTerminal({
        terminalId: terminal.id,
        name: values.name.trim(),
        maxAmountMinor: readAmount(values.maxAmount),
        refundsAllowed: values.refundsAllowed,
      }),
    onSuccess: async () => {
      await changed();
      message.success(t('terminals.policySaved'));
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t('terminals.edit')}
      okText={t('action.save')}
      okButtonProps={{ 'data-testid': 'policy-submit' }}
      confirmLoading={update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={440}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          name: terminal.name,
          maxAmount: formatDecimal(toMinor(terminal.policy.maxAmountMinor)),
          refundsAllowed: terminal.policy.refundsAllowed,
        }}
        onFinish={(values) => update.mutate(values)}
      >
        <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={NAME_MAX} />
        </Form.Item>
        <Form.Item name="maxAmount" label={t('terminals.maxAmount')} extra={t('terminals.maxAmountHint')} rules={[amountRule(t)]} required>
          <MoneyField data-testid="policy-max" />
        </Form.Item>
        <Form.Item name="refundsAllowed" label={t('terminals.refundsLabel')} valuePropName="checked" layout="horizontal">
          <Switch />
        </Form.Item>
        <ErrorNotice error={update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
