import { useMutation } from '@tanstack/react-query';
import type { Terminal } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX, TERMINAL_KINDS } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { EnrolmentDialog } from './enrolment-dialog.tsx';
import { type Enrolment, useTerminalsChanged } from './use-terminals.ts';

type Values = { name: string; kind: Terminal['kind']; organizationId?: Id<'organization'> };

/** Registers a terminal and then shows the code that enrols the device. */
export function CreateTerminalDialog(props: { organizationId?: Id<'organization'>; onClose: () => void }) {
  const t = useTexts();
  const { staff } = useSession();
  const [form] = Form.useForm<Values>();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const changed = useTerminalsChanged();
  const fixed = props.organizationId ?? (staff?.organizationKind === 'merchant' ? staff.organizationId : undefined);
  const send = useKeyedCall(client.terminals.createTerminal);
  const create = useMutation({
    mutationFn: send,
    onSuccess: (answer) => {
      void changed();
      setEnrolment(answer);
    },
  });
  if (enrolment) return <EnrolmentDialog enrolment={enrolment} onClose={props.onClose} />;
  const submit = (values: Values) => {
    const organizationId = fixed ?? values.organizationId;
    if (organizationId) create.mutate({ name: values.name.trim(), kind: values.kind, organizationId });
  };
  return (
    <Modal
      open
      title={t('terminals.create')}
      okText={t('terminals.createSubmit')}
      okButtonProps={{ 'data-testid': 'create-terminal-submit' }}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={460}
    >
      <Form<Values> form={form} layout="vertical" initialValues={{ kind: 'till' }} onFinish={submit}>
        <Form.Item
          name="name"
          label={t('field.name')}
          extra={t('terminals.nameHint')}
          rules={[{ required: true, whitespace: true, message: t('check.needed') }]}
        >
          <Input autoFocus maxLength={NAME_MAX} autoComplete="off" data-testid="terminal-name" />
        </Form.Item>
        {!fixed && (
          <Form.Item name="organizationId" label={t('field.merchant')} rules={[{ required: true, message: t('check.choose') }]}>
            <OrganizationSelect kind="merchant" testId="terminal-merchant" />
          </Form.Item>
        )}
        <Form.Item name="kind" label={t('field.kind')}>
          <Segmented block options={TERMINAL_KINDS.map((kind) => ({ value: kind, label: t(`terminalKind.${kind}`) }))} />
        </Form.Item>
        <ErrorNotice error={create.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
