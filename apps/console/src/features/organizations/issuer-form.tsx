import type { Organization } from '@tessera/contract';
import { App, Form, Input, Modal } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { PersonFields } from './create-staff-drawer.tsx';
import { useCreateIssuer, useUpdateIssuer } from './use-organizations.ts';
import './teams.css';

type Values = { issuerName: string; manager?: { name: string; userName: string; password: string } };

/** Registers an issuer with its first manager, or renames the one given. */
export function IssuerForm(props: { issuer?: Organization; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateIssuer();
  const update = useUpdateIssuer();
  const { issuer } = props;
  const submit = ({ issuerName, manager }: Values) => {
    const name = issuerName.trim();
    const done = {
      onSuccess: () => {
        message.success(t(issuer ? 'saved' : 'issuers.created', { name }));
        props.onClose();
      },
    };
    if (issuer) update.mutate({ organizationId: issuer.id, name }, done);
    else create.mutate({ name, ...(manager && { manager: { ...manager, name: manager.name.trim() } }) }, done);
  };
  return (
    <Modal
      open
      title={issuer ? t('issuers.edit') : t('issuers.create')}
      okText={issuer ? t('action.save') : t('issuers.createSubmit')}
      okButtonProps={{ 'data-testid': 'issuer-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={460}
    >
      <Form<Values> form={form} layout="vertical" initialValues={{ issuerName: issuer?.name }} onFinish={submit}>
        <Form.Item name="issuerName" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={NAME_MAX} autoComplete="off" data-testid="issuer-name" />
        </Form.Item>
        {!issuer && (
          <fieldset className="form-part">
            <legend>{t('issuers.managerTitle')}</legend>
            <p className="form-note">{t('issuers.managerHint')}</p>
            <PersonFields prefix="manager" />
          </fieldset>
        )}
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
