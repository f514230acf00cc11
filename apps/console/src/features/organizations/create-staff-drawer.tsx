import type { StaffRecord } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App, Button, Drawer, Form, Input } from 'antd';
import { DepartmentSelect } from '../../shared/department-select.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX, PASSWORD_MAX, PASSWORD_MIN, USER_NAME } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { GRANT_DEFAULTS, GrantFields, type GrantValues, grantTerms } from './grant-fields.tsx';
import { useCreateStaff } from './use-staff.ts';

type Values = GrantValues & {
  name: string;
  userName: string;
  password: string;
  organizationId?: Id<'organization'>;
  worksIn?: Id<'department'> | null;
};

export function CreateStaffDrawer(props: { open: boolean; onClose: () => void; onCreated: (person: StaffRecord) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { staff } = useSession();
  const create = useCreateStaff();
  const own = staff?.organizationKind === 'operator' ? undefined : staff?.organizationId;
  const submit = (values: Values) => {
    const organizationId = own ?? values.organizationId;
    if (!organizationId) return;
    const { name, userName, password, worksIn = null } = values;
    create.mutate(
      { name: name.trim(), userName, password, organizationId, worksIn, ...grantTerms(values) },
      {
        onSuccess: (person) => {
          message.success(t('staff.created', { name: person.name }));
          props.onCreated(person);
        },
      },
    );
  };
  return (
    <Drawer
      open={props.open}
      title={t('staff.create')}
      size={460}
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
      <Form<Values> form={form} layout="vertical" preserve={false} initialValues={GRANT_DEFAULTS} onFinish={submit}>
        <PersonFields />
        <PlaceFields own={own} />
        <ErrorNotice error={create.error} />
        <EnterSubmits />
      </Form>
    </Drawer>
  );
}

/** Also the first manager of a new organisation: `prefix` is where the values lie in the form. */
export function PersonFields(props: { prefix?: string }) {
  const t = useTexts();
  const at = (field: string) => (props.prefix ? [props.prefix, field] : field);
  return (
    <>
      <Form.Item name={at('name')} label={t('field.personName')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
        <Input maxLength={NAME_MAX} autoComplete="off" data-testid="staff-name" />
      </Form.Item>
      <Form.Item
        name={at('userName')}
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
        name={at('password')}
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

/** The roles and departments offered are those of the organisation. */
function PlaceFields(props: { own: Id<'organization'> | undefined }) {
  const t = useTexts();
  const form = Form.useFormInstance<Values>();
  const chosen = Form.useWatch('organizationId', form);
  const organizationId = props.own ?? chosen;
  return (
    <>
      {!props.own && (
        <Form.Item name="organizationId" label={t('field.organization')} rules={[{ required: true, message: t('check.choose') }]}>
          <OrganizationSelect
            testId="staff-organization"
            onPicked={() => form.setFieldsValue({ worksIn: null, departmentId: null, roleId: undefined })}
          />
        </Form.Item>
      )}
      {organizationId && (
        <>
          <Form.Item name="worksIn" label={t('staff.worksIn')}>
            <DepartmentSelect organizationId={organizationId} testId="staff-department" />
          </Form.Item>
          <GrantFields organizationId={organizationId} />
        </>
      )}
    </>
  );
}
