import { Form, Select } from 'antd';
import { DepartmentsSelect } from './department-select.tsx';
import { MEMBER_KINDS } from './limits.ts';
import { useCan } from './session.tsx';
import { useTexts } from './texts.ts';

/** Whom something is for, as the fields `kinds` and `departmentIds` of a form; departments only of whoever may read them. */
export function AudienceFields(props: { label: string; hint: string }) {
  const t = useTexts();
  const can = useCan();
  return (
    <>
      <Form.Item name="kinds" label={props.label} extra={props.hint}>
        <Select mode="multiple" options={MEMBER_KINDS.map((kind) => ({ value: kind, label: t(`memberKind.${kind}`) }))} />
      </Form.Item>
      {can('departments.read') && (
        <Form.Item name="departmentIds" label={t('subsidies.department')}>
          <DepartmentsSelect placeholder={t('subsidies.allDepartments')} />
        </Form.Item>
      )}
    </>
  );
}
