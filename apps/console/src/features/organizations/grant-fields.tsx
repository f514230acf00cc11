import type { DataScope, RoleDescription } from '@tessera/contract';
import { isOfDepartments, type StaffPermission } from '@tessera/contract/role-rules';
import type { Id } from '@tessera/kernel';
import { DatePicker, Form, Input, Radio, Select, Switch } from 'antd';
import type { Dayjs } from 'dayjs';
import { DepartmentSelect } from '../../shared/department-select.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { roleName } from '../../shared/role-name.ts';
import { useTexts } from '../../shared/texts.ts';
import { useRoles } from './use-staff.ts';

export type GrantValues = {
  roleId: Id<'role'>;
  scope: DataScope;
  departmentId?: Id<'department'> | null;
  temporary?: boolean;
  window?: [Dayjs | null, Dayjs | null];
  reason?: string;
};

const SCOPES = ['organization', 'subtree', 'own'] as const satisfies readonly DataScope[];
export const GRANT_DEFAULTS = { scope: 'organization', departmentId: null, temporary: false } as const;

/** What is sent: a department only where it narrows, a window only where it is wanted. */
export function grantTerms(values: GrantValues) {
  const [from, until] = values.temporary ? (values.window ?? []) : [];
  return {
    roleId: values.roleId,
    scope: values.scope,
    departmentId: values.scope === 'organization' ? null : (values.departmentId ?? null),
    ...(from && { startsAt: from.toDate().toISOString() }),
    endsAt: until ? until.toDate().toISOString() : null,
    reason: values.reason?.trim() ?? '',
  };
}

/** Which role, how far, and for how long. */
export function GrantFields(props: { organizationId: Id<'organization'> }) {
  const t = useTexts();
  const roles = useRoles(props.organizationId);
  const form = Form.useFormInstance<GrantValues>();
  const scope = Form.useWatch('scope', form) ?? 'organization';
  const temporary = Form.useWatch('temporary', form) ?? false;
  const roleId = Form.useWatch('roleId', form);
  const choices = (roles.data?.items ?? []).map((role) => ({
    value: role.id,
    label: roleName(t, role),
    note: role.key ? t(`roleNote.${role.key}`) : role.note,
  }));
  return (
    <>
      <Form.Item name="roleId" label={t('field.role')} rules={[{ required: true, message: t('check.choose') }]}>
        <Select
          options={choices}
          loading={roles.isFetching}
          showSearch={{ optionFilterProp: 'label' }}
          optionRender={({ data }) => (
            <span className="two-lines">
              <span>{data.label}</span>
              {data.note && <small>{data.note}</small>}
            </span>
          )}
          data-testid="grant-role"
        />
      </Form.Item>
      <Form.Item name="scope" label={t('grants.reach')}>
        <Radio.Group className="choices" options={SCOPES.map((one) => ({ value: one, label: t(`grants.scope.${one}`) }))} data-testid="grant-scope" />
      </Form.Item>
      {scope !== 'organization' && <LeftOut role={roles.data?.items.find((role) => role.id === roleId)} />}
      {scope !== 'organization' && (
        <Form.Item name="departmentId" label={t('grants.department')} extra={t('grants.departmentHint')}>
          <DepartmentSelect organizationId={props.organizationId} placeholder={t('grants.follows')} testId="grant-department" />
        </Form.Item>
      )}
      <Form.Item name="temporary" label={t('grants.temporary')} valuePropName="checked" extra={temporary ? undefined : t('grants.windowHint')}>
        <Switch data-testid="grant-temporary" />
      </Form.Item>
      {temporary && <WindowField />}
      <Form.Item name="reason" label={t('grants.reason')}>
        <Input maxLength={TEXT_MAX} autoComplete="off" data-testid="grant-reason" />
      </Form.Item>
    </>
  );
}

/** What of the role a narrow reach leaves out: rights that belong to the whole organisation. */
function LeftOut({ role }: { role: RoleDescription | undefined }) {
  const t = useTexts();
  const left = role?.permissions.filter((permission) => !isOfDepartments(permission)) ?? [];
  if (!role || left.length === 0) return null;
  const rights = left.map((permission) => t(`permission.${permission as StaffPermission}`)).join(t('list.comma')); // A role holds rights of staff only.
  return (
    <p className="form-note" role="status" data-testid="grant-left-out">
      {left.length === role.permissions.length ? t('organizations.role_not_for_departments') : t('grants.leftOut', { rights })}
    </p>
  );
}

function WindowField() {
  const t = useTexts();
  const wanted = { validator: async (_: unknown, value?: [Dayjs | null, Dayjs | null]) => (value?.[1] ? undefined : Promise.reject()) };
  return (
    <Form.Item name="window" label={t('grants.window')} extra={t('grants.windowHint')} rules={[{ ...wanted, message: t('check.choose') }]}>
      <DatePicker.RangePicker
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        allowEmpty={[true, false]}
        placeholder={[t('grants.from'), t('grants.until')]}
        style={{ width: '100%' }}
      />
    </Form.Item>
  );
}
