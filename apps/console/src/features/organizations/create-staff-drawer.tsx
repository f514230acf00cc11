import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Organization, Staff } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App, Button, Drawer, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { MERCHANT_ROLES, NAME_MAX, OPERATOR_ROLES, PASSWORD_MAX, PASSWORD_MIN, USER_NAME } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';

type Values = { name: string; userName: string; password: string; organizationId: Id<'organization'>; role: Staff['role'] };

export function CreateStaffDrawer(props: { open: boolean; onClose: () => void }) {
  const t = useTexts();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const send = useKeyedCall(client.organizations.createStaff);
  const create = useMutation({
    mutationFn: send,
    onSuccess: (person) => {
      void queries.invalidateQueries({ queryKey: ['staff'] });
      message.success(t('staff.created', { name: person.name }));
      props.onClose();
    },
  });
  return (
    <Drawer
      open={props.open}
      title={t('staff.create')}
      size={440}
      destroyOnHidden
      afterOpenChange={(open) => open && create.reset()}
      onClose={props.onClose}
      footer={
        <div className="form-foot">
          <Button onClick={props.onClose}>{t('action.cancel')}</Button>
          <Button type="primary" loading={create.isPending} onClick={() => form.submit()} data-testid="create-staff-submit">
            {t('staff.createSubmit')}
          </Button>
        </div>
      }
    >
      <Form<Values> form={form} layout="vertical" preserve={false} onFinish={(values) => create.mutate({ ...values, name: values.name.trim() })}>
        <Form.Item name="name" label={t('field.personName')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={NAME_MAX} autoComplete="off" data-testid="staff-name" />
        </Form.Item>
        <RoleFields onKind={() => form.setFieldValue('role', undefined)} />
        <AccountFields />
        <ErrorNotice error={create.error} />
        <EnterSubmits />
      </Form>
    </Drawer>
  );
}

function AccountFields() {
  const t = useTexts();
  return (
    <>
      <Form.Item
        name="userName"
        label={t('field.userName')}
        extra={t('staff.userNameHint')}
        normalize={(text: string) => text.trim().toLowerCase()}
        rules={[
          { required: true, message: t('check.needed') },
          { pattern: USER_NAME, message: t('check.userName') },
        ]}
      >
        <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} data-testid="staff-user-name" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('field.firstPassword')}
        extra={t('staff.passwordHint')}
        rules={[
          { required: true, message: t('check.needed') },
          { min: PASSWORD_MIN, message: t('check.password', { min: PASSWORD_MIN }) },
        ]}
      >
        <Input.Password maxLength={PASSWORD_MAX} autoComplete="new-password" data-testid="staff-password" />
      </Form.Item>
    </>
  );
}

/** The roles offered are those of the organisation's kind. */
function RoleFields(props: { onKind: () => void }) {
  const t = useTexts();
  const [kind, setKind] = useState<Organization['kind']>();
  const roles = kind === 'merchant' ? MERCHANT_ROLES : OPERATOR_ROLES;
  return (
    <>
      <Form.Item name="organizationId" label={t('field.organization')} rules={[{ required: true, message: t('check.choose') }]}>
        <OrganizationSelect
          testId="staff-organization"
          onPicked={(organization) => {
            setKind(organization.kind);
            props.onKind();
          }}
        />
      </Form.Item>
      {kind && (
        <Form.Item name="role" label={t('field.role')} rules={[{ required: true, message: t('check.choose') }]}>
          <Radio.Group className="choices">
            {roles.map((role) => (
              <Radio key={role} value={role}>
                <span className="two-lines">
                  <span>{t(`role.${role}`)}</span>
                  <small>{t(`roleNote.${role}`)}</small>
                </span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
      )}
    </>
  );
}
