import type { OrganizationKind, RoleDescription } from '@tessera/contract';
import { dutiesOf, type StaffPermission } from '@tessera/contract/role-rules';
import { App, Button, Drawer, Form, Input, Segmented, Switch } from 'antd';
import { Link } from 'react-router';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX, TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { roleName } from '../../shared/role-name.ts';
import { useSession } from '../../shared/session.tsx';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { RightsField } from './rights-field.tsx';
import { useCreateRole, useUpdateRole } from './use-staff.ts';
import './teams.css';

export type RoleDraft = { mode: 'create'; organizationKind: OrganizationKind } | { mode: 'show' | 'edit' | 'copy'; role: RoleDescription };
type Values = { name: string; note?: string; needsSecondFactor?: boolean; organizationKind: OrganizationKind; permissions: StaffPermission[] };
const KINDS = ['operator', 'issuer', 'merchant'] as const;

/** Shows a role, or puts one together: new, changed, or from a copy. */
export function RoleDrawer(props: { draft: RoleDraft | undefined; onClose: () => void }) {
  const t = useTexts();
  const { draft } = props;
  const [form] = Form.useForm<Values>();
  const create = useCreateRole();
  const update = useUpdateRole();
  const isShown = draft?.mode === 'show';
  return (
    <Drawer
      open={draft !== undefined}
      title={titleOf(t, draft)}
      size={560}
      destroyOnHidden
      afterOpenChange={(open) => {
        if (!open) return;
        create.reset();
        update.reset();
      }}
      onClose={props.onClose}
      footer={
        <div className="form-foot">
          <Button onClick={props.onClose}>{t(isShown ? 'action.close' : 'action.cancel')}</Button>
          {!isShown && (
            <Button type="primary" loading={create.isPending || update.isPending} onClick={() => form.submit()} data-testid="role-submit">
              {t(draft?.mode === 'edit' ? 'action.save' : 'roles.createSubmit')}
            </Button>
          )}
        </div>
      }
    >
      {draft?.mode === 'show' && <ShownRole role={draft.role} />}
      {draft && draft.mode !== 'show' && <RoleForm draft={draft} form={form} create={create} update={update} onClose={props.onClose} />}
    </Drawer>
  );
}

function titleOf(t: Texts, draft: RoleDraft | undefined): string {
  if (draft?.mode === 'show') return roleName(t, draft.role);
  return t(draft?.mode === 'edit' ? 'roles.edit' : 'roles.create');
}

function ShownRole({ role }: { role: RoleDescription }) {
  const t = useTexts();
  return (
    <div className="stack">
      <p>{role.key ? t(`roleNote.${role.key}`) : role.note}</p>
      <Duties permissions={role.permissions} />
      {role.needsSecondFactor && <Status tone="brand">{t('roles.needsSecondFactor')}</Status>}
      {role.holderCount > 0 && <Link to={`/staff?role=${role.id}`}>{t('roles.showHolders')}</Link>}
      <RightsField kind={role.organizationKind} value={role.permissions} readOnly />
    </div>
  );
}

function Duties(props: { permissions: RoleDescription['permissions'] }) {
  const t = useTexts();
  const duties = dutiesOf(props.permissions);
  if (duties.length === 0) return null;
  return (
    <p className="form-note">
      {duties.map((duty) => (
        <Status key={duty} tone="warn">
          {t(`duty.${duty}`)}
        </Status>
      ))}{' '}
      {t('roles.dutyHint')}
    </p>
  );
}

type FormProps = {
  draft: Exclude<RoleDraft, { mode: 'show' }>;
  form: ReturnType<typeof Form.useForm<Values>>[0];
  create: ReturnType<typeof useCreateRole>;
  update: ReturnType<typeof useUpdateRole>;
  onClose: () => void;
};

function RoleForm({ draft, form, create, update, onClose }: FormProps) {
  const t = useTexts();
  const { message } = App.useApp();
  const { staff } = useSession();
  const ofOperator = staff?.organizationKind === 'operator';
  const kind = Form.useWatch('organizationKind', form) ?? initialOf(t, draft).organizationKind;
  const permissions = Form.useWatch('permissions', form) ?? [];
  const submit = (values: Values) => {
    const given = {
      name: values.name.trim(),
      note: values.note?.trim() ?? '',
      permissions: values.permissions,
      needsSecondFactor: values.needsSecondFactor ?? false,
    };
    const done = (text: 'saved' | 'roles.created') => ({
      onSuccess: () => {
        message.success(t(text, { name: given.name }));
        onClose();
      },
    });
    if (draft.mode === 'edit') update.mutate({ roleId: draft.role.id, ...given }, done('saved'));
    else
      create.mutate({ ...given, organizationKind: kind, organizationId: ofOperator ? null : (staff?.organizationId ?? null) }, done('roles.created'));
  };
  return (
    <Form<Values> form={form} layout="vertical" initialValues={initialOf(t, draft)} onFinish={submit}>
      <Form.Item name="name" label={t('roles.name')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
        <Input autoFocus maxLength={NAME_MAX} autoComplete="off" data-testid="role-name" />
      </Form.Item>
      <Form.Item name="note" label={t('roles.roleNote')}>
        <Input maxLength={TEXT_MAX} autoComplete="off" />
      </Form.Item>
      <Form.Item name="organizationKind" label={t('roles.kind')} hidden={!ofOperator || draft.mode === 'edit'}>
        <Segmented
          block
          options={KINDS.map((one) => ({ value: one, label: t(`organizationKind.${one}`) }))}
          onChange={() => form.setFieldValue('permissions', [])}
        />
      </Form.Item>
      <Form.Item name="needsSecondFactor" label={t('roles.needsSecondFactor')} valuePropName="checked" extra={t('roles.needsSecondFactorHint')}>
        <Switch />
      </Form.Item>
      <Duties permissions={permissions} />
      <Form.Item name="permissions" label={t('roles.rights')} rules={[{ required: true, type: 'array', min: 1, message: t('roles.chooseRight') }]}>
        <RightsField kind={kind} />
      </Form.Item>
      <ErrorNotice error={create.error ?? update.error} />
      <EnterSubmits />
    </Form>
  );
}

function initialOf(t: Texts, draft: FormProps['draft']): Partial<Values> & Pick<Values, 'organizationKind'> {
  if (draft.mode === 'create') return { organizationKind: draft.organizationKind, permissions: [] };
  const { role } = draft;
  const name = draft.mode === 'copy' ? t('roles.copyOf', { name: roleName(t, role) }) : (role.name ?? '');
  const note = role.key ? t(`roleNote.${role.key}`) : role.note;
  const permissions = role.permissions.flatMap((permission) => permission as StaffPermission); // A role holds rights of staff only.
  return { name, note, permissions, organizationKind: role.organizationKind, needsSecondFactor: role.needsSecondFactor };
}
