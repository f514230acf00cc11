import type { Department } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App, Form, Input, Modal, Select } from 'antd';
import { DepartmentSelect } from '../../shared/department-select.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { DEPARTMENT_CODE_MAX, NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useCreateDepartment, useMoveDepartment, useUpdateDepartment } from './use-departments.ts';

type Values = { name: string; code?: string };

/** Adds a department below `parent`, or corrects the one given. */
export function DepartmentForm(props: {
  organizationId: Id<'organization'>;
  parent: Department | null;
  department?: Department;
  onClose: () => void;
  onSaved: (department: Department) => void;
}) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateDepartment();
  const update = useUpdateDepartment();
  const { department, parent, organizationId } = props;
  const submit = ({ name, code }: Values) => {
    const done = {
      onSuccess: (saved: Department) => {
        message.success(t(department ? 'saved' : 'departments.created', { name: saved.name }));
        props.onSaved(saved);
        props.onClose();
      },
    };
    const given = { name: name.trim(), code: code?.trim() || undefined };
    if (department) update.mutate({ departmentId: department.id, name: given.name, code: given.code ?? null }, done);
    else create.mutate({ organizationId, parentId: parent?.id ?? null, ...given }, done);
  };
  return (
    <Modal
      open
      title={department ? t('departments.editTitle') : t('departments.add')}
      okText={t('action.save')}
      okButtonProps={{ 'data-testid': 'department-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={440}
    >
      <Form<Values> form={form} layout="vertical" initialValues={{ name: department?.name, code: department?.code ?? undefined }} onFinish={submit}>
        {!department && (
          <p className="form-note">
            {t('departments.parent')} · {parent?.name ?? t('departments.root')}
          </p>
        )}
        <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={NAME_MAX} autoComplete="off" data-testid="department-name" />
        </Form.Item>
        <Form.Item name="code" label={t('departments.code')} extra={t('departments.codeHint')}>
          <Input maxLength={DEPARTMENT_CODE_MAX} autoComplete="off" data-testid="department-code" />
        </Form.Item>
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

/** Puts a department below another one and at a place among its siblings: what dragging does, for the keyboard. */
export function MoveDepartment(props: { department: Department; all: readonly Department[]; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ parentId: Id<'department'> | null; position: number }>();
  const move = useMoveDepartment();
  const { department, all } = props;
  const parentId = Form.useWatch('parentId', form) ?? null;
  const siblings = all.filter((one) => one.parentId === parentId && one.id !== department.id);
  const places = [
    { value: 0, label: t('departments.first') },
    ...siblings.map((one, index) => ({ value: index + 1, label: t('departments.after', { name: one.name }) })),
  ];
  const here = all.filter((one) => one.parentId === department.parentId).findIndex((one) => one.id === department.id);
  return (
    <Modal
      open
      title={t('departments.moveTitle', { name: department.name })}
      okText={t('departments.move')}
      okButtonProps={{ 'data-testid': 'move-submit' }}
      confirmLoading={move.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={440}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ parentId: department.parentId, position: Math.max(0, here) }}
        onValuesChange={(changed) => 'parentId' in changed && form.setFieldValue('position', 0)}
        onFinish={(values) =>
          move.mutate(
            { departmentId: department.id, parentId: values.parentId ?? null, position: values.position },
            {
              onSuccess: () => {
                message.success(t('departments.moved', { name: department.name }));
                props.onClose();
              },
            },
          )
        }
      >
        <p className="form-note">{t('departments.moveHint')}</p>
        <Form.Item name="parentId" label={t('departments.parent')}>
          <DepartmentSelect
            organizationId={department.organizationId}
            without={department.id}
            placeholder={t('departments.root')}
            testId="move-parent"
          />
        </Form.Item>
        <Form.Item name="position" label={t('departments.place')}>
          <Select options={places} data-testid="move-place" />
        </Form.Item>
        <ErrorNotice error={move.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
