import type { Member } from '@tessera/contract';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { Icon } from '../../shared/icons.tsx';
import { MEMBER_KINDS, type MemberKind, NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { PlaceFields, type PlaceValues } from './place-fields.tsx';
import { useUpdateMember } from './use-members.ts';

export function MemberProfile(props: { member: Member }) {
  const t = useTexts();
  const can = useCan();
  const [editing, setEditing] = useState(false);
  const { member } = props;
  return (
    <Panel
      title={t('members.profile')}
      testId="member-profile"
      extra={
        can('members.write') &&
        member.kind !== 'anonymous' && (
          <Button size="small" type="text" icon={<Icon name="edit" size={15} />} onClick={() => setEditing(true)} data-testid="edit-member">
            {t('action.edit')}
          </Button>
        )
      }
    >
      <Facts
        rows={[
          { label: t('field.memberNumber'), value: <span className="number">{member.memberNumber}</span> },
          { label: t('field.kind'), value: t(`memberKind.${member.kind}`) },
          { label: t('field.department'), value: member.department ?? '—' },
          { label: t('field.phone'), value: <span className="number">{member.phoneMasked ?? '—'}</span> },
          { label: t('field.createdAt'), value: <Time at={member.createdAt} /> },
        ]}
      />
      {editing && <EditMember member={member} onClose={() => setEditing(false)} />}
    </Panel>
  );
}

type Values = { name: string; kind: MemberKind } & PlaceValues;

function EditMember(props: { member: Member; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const update = useUpdateMember();
  const submit = (values: Values) =>
    update.mutate(
      { memberId: props.member.id, name: values.name.trim(), kind: values.kind, ...changedPlace(props.member, values) },
      {
        onSuccess: () => {
          message.success(t('saved'));
          props.onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t('members.edit')}
      okText={t('action.save')}
      confirmLoading={update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={440}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          name: props.member.name,
          ...(props.member.kind !== 'anonymous' && { kind: props.member.kind }),
          department: props.member.department ?? '',
          issuerId: props.member.issuerId,
          departmentId: props.member.departmentId,
        }}
        onFinish={submit}
      >
        <Form.Item name="name" label={t('field.personName')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={NAME_MAX} />
        </Form.Item>
        <Form.Item name="kind" label={t('field.kind')}>
          <Select options={MEMBER_KINDS.map((kind) => ({ value: kind, label: t(`memberKind.${kind}`) }))} />
        </Form.Item>
        <PlaceFields />
        <ErrorNotice error={update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

/** What was not touched is not sent: a reader who may not see a tree leaves the member where it is. */
function changedPlace(member: Member, values: Values) {
  const { issuerId = member.issuerId, departmentId = member.departmentId } = values;
  const department = values.department?.trim() || null;
  const moves = issuerId !== member.issuerId || departmentId !== member.departmentId;
  if (moves) return { issuerId, departmentId, ...(departmentId === null && { department }) };
  return departmentId === null && department !== member.department ? { department } : {};
}
