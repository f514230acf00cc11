import type { Id } from '@tessera/kernel';
import { Form, Input } from 'antd';
import { DepartmentSelect } from '../../shared/department-select.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';

export type PlaceValues = { issuerId?: Id<'organization'> | null; departmentId?: Id<'department'> | null; department?: string };

/** Whose member somebody is, and where: a department of the tree, or a text where there is none. */
export function PlaceFields() {
  const t = useTexts();
  const can = useCan();
  const form = Form.useFormInstance<PlaceValues>();
  const { staff } = useSession();
  const issuerId = Form.useWatch('issuerId', form) ?? undefined;
  const departmentId = Form.useWatch('departmentId', form);
  const organizationId = staff?.organizationKind === 'operator' ? (issuerId ?? staff.organizationId) : staff?.organizationId;
  return (
    <>
      {staff?.organizationKind === 'operator' && can('organizations.read') && (
        <Form.Item
          name="issuerId"
          label={t('field.issuer')}
          extra={t('members.issuerHint')}
          getValueFromEvent={(issuerId: Id<'organization'> | undefined) => issuerId ?? null}
        >
          <OrganizationSelect kind="issuer" clearable onPicked={() => form.setFieldValue('departmentId', null)} testId="member-issuer" />
        </Form.Item>
      )}
      {can('departments.read') && organizationId && (
        <Form.Item name="departmentId" label={t('members.departmentTree')}>
          <DepartmentSelect organizationId={organizationId} testId="member-department" />
        </Form.Item>
      )}
      {!departmentId && (
        <Form.Item name="department" label={t('field.departmentOptional')}>
          <Input maxLength={TEXT_MAX} autoComplete="off" />
        </Form.Item>
      )}
    </>
  );
}

/** What is sent of it: a department brings its name, so the text goes only where there is none. */
export function placeOf(values: PlaceValues) {
  return {
    issuerId: values.issuerId ?? null,
    departmentId: values.departmentId ?? null,
    department: values.departmentId ? undefined : values.department?.trim() || undefined,
  };
}
