import type { Member } from '@tessera/contract';
import { App, Button, Drawer, Form, Input, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { MEMBER_KINDS, MEMBER_NUMBER, type MemberKind, NAME_MAX, PASSWORD_MAX, PASSWORD_MIN, PHONE } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { PlaceFields, type PlaceValues, placeOf } from './place-fields.tsx';
import { useCreateMember } from './use-members.ts';

type Values = { memberNumber: string; name: string; kind: MemberKind; phone?: string; password?: string } & PlaceValues;

export function CreateMemberDrawer(props: { open: boolean; onClose: () => void; onCreated: (member: Member) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [touched, setTouched] = useState(false);
  const create = useCreateMember();
  const { reset } = create;
  useEffect(() => {
    if (props.open) {
      reset();
      setTouched(false);
    }
  }, [props.open, reset]);
  const submit = async (values: Values) => {
    const member = await create.mutateAsync(given(values)).catch(() => undefined);
    if (!member) return;
    message.success(t('members.created', { name: member.name }));
    props.onCreated(member);
  };
  return (
    <Drawer
      open={props.open}
      title={t('members.create')}
      size={440}
      destroyOnHidden
      mask={{ closable: !touched }}
      onClose={props.onClose}
      footer={
        <div className="form-foot">
          <Button onClick={props.onClose}>{t('action.cancel')}</Button>
          <Button type="primary" loading={create.isPending} onClick={() => form.submit()} data-testid="create-member-submit">
            {t('members.createSubmit')}
          </Button>
        </div>
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ kind: 'student' }}
        onFinish={submit}
        onValuesChange={() => setTouched(true)}
      >
        <MemberFields />
        <ErrorNotice error={create.error} />
        <EnterSubmits />
      </Form>
    </Drawer>
  );
}

function MemberFields() {
  const t = useTexts();
  return (
    <>
      <Form.Item name="kind" label={t('field.kind')}>
        <Segmented block options={MEMBER_KINDS.map((kind) => ({ value: kind, label: t(`memberKind.${kind}`) }))} />
      </Form.Item>
      <Form.Item
        name="memberNumber"
        label={t('field.memberNumber')}
        extra={t('members.numberHint')}
        rules={[
          { required: true, message: t('check.needed') },
          { pattern: MEMBER_NUMBER, message: t('check.memberNumber') },
        ]}
      >
        <Input autoFocus maxLength={20} autoComplete="off" data-testid="member-number" />
      </Form.Item>
      <Form.Item name="name" label={t('field.personName')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
        <Input maxLength={NAME_MAX} autoComplete="off" data-testid="member-name" />
      </Form.Item>
      <PlaceFields />
      <Form.Item name="phone" label={t('field.phoneOptional')} extra={t('members.phoneHint')} rules={[{ pattern: PHONE, message: t('check.phone') }]}>
        <Input inputMode="tel" maxLength={16} autoComplete="off" data-testid="member-phone" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('field.firstPasswordOptional')}
        extra={t('members.passwordHint')}
        rules={[{ min: PASSWORD_MIN, message: t('check.password', { min: PASSWORD_MIN }) }]}
      >
        <Input.Password maxLength={PASSWORD_MAX} autoComplete="new-password" data-testid="member-password" />
      </Form.Item>
    </>
  );
}

/** An empty field is a thing not said, not an empty text. */
function given(values: Values) {
  const { memberNumber, name, kind } = values;
  const place = placeOf(values);
  return {
    memberNumber: memberNumber.trim(),
    name: name.trim(),
    kind,
    issuerId: place.issuerId ?? undefined,
    departmentId: place.departmentId ?? undefined,
    department: place.department,
    phone: values.phone?.trim() || undefined,
    password: values.password || undefined,
  };
}
