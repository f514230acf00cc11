import type { ClosureRound, Member } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { isUnanswered } from '@tessera/ui';
import { Alert, Button, Form, type FormInstance, Input, Modal, Segmented, Select, Upload } from 'antd';
import { useState } from 'react';
import { DepartmentSelect } from '../../shared/department-select.tsx';
import { MEMBER_KINDS, type MemberKind, TEXT_MAX } from '../../shared/limits.ts';
import { MemberSearch } from '../../shared/member-search.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { numbersIn } from './numbers-in.ts';
import { useCreateRound } from './use-closures.ts';

const WAYS = ['one', 'numbers', 'class'] as const;
type Way = (typeof WAYS)[number];
type Fields = { numbers?: string; departmentId?: Id<'department'>; memberKinds?: MemberKind[]; reason: string };

/** Who leaves: one person, numbers typed or from a file, or a class. They are only looked at; nothing is closed yet. */
export function CreateRoundDialog(props: { onClose: () => void; onMade: (round: ClosureRound) => void }) {
  const t = useTexts();
  const create = useCreateRound();
  const [form] = Form.useForm<Fields>();
  const [way, setWay] = useState<Way>('one');
  const [member, setMember] = useState<Member>();
  const numbers = numbersIn(Form.useWatch('numbers', form) ?? '');
  const send = ({ departmentId, memberKinds = [], reason }: Fields) => {
    const chosen =
      way === 'class'
        ? { departmentIds: departmentId ? [departmentId] : [], memberKinds }
        : { memberNumbers: way === 'one' ? [member?.memberNumber ?? ''] : numbers };
    create.mutate({ ...chosen, reason: reason.trim() }, { onSuccess: props.onMade });
  };
  const isWhole = way === 'class' || (way === 'one' ? member !== undefined : numbers.length > 0);
  return (
    <Modal
      open
      width={560}
      title={t('closures.create')}
      okText={t('closures.look')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !isWhole, 'data-testid': 'closure-look' }}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      data-testid="create-closure-dialog"
    >
      <p className="fine">{t('closures.lookHint')}</p>
      <Form form={form} layout="vertical" initialValues={{ reason: '' }} onFinish={send}>
        <Form.Item label={t('closures.who')}>
          <Segmented block value={way} onChange={setWay} options={WAYS.map((value) => ({ value, label: t(`closures.way.${value}`) }))} />
        </Form.Item>
        {way === 'one' && (
          <Form.Item label={t('field.member')} htmlFor="closure-member">
            <MemberSearch id="closure-member" autoFocus onChoose={setMember} {...(member && { chosen: member })} />
          </Form.Item>
        )}
        {way === 'numbers' && <Numbers t={t} count={numbers.length} form={form} />}
        {way === 'class' && <Class t={t} />}
        <Form.Item name="reason" label={t('closures.reason')} rules={[{ required: true, whitespace: true, message: t('withdrawals.reasonNeeded') }]}>
          <Input maxLength={TEXT_MAX} placeholder={t('closures.reasonExample')} data-testid="closure-reason" />
        </Form.Item>
      </Form>
      {create.isError && isUnanswered(create.error) ? (
        <Alert type="warning" showIcon title={t('closures.unanswered')} />
      ) : (
        create.error && <ErrorNotice error={create.error} />
      )}
    </Modal>
  );
}

function Numbers({ t, count, form }: { t: Texts; count: number; form: FormInstance<Fields> }) {
  return (
    <>
      <Form.Item name="numbers" label={t('closures.numbers')} extra={t('closures.numbersHint', { count })}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 10 }} data-testid="closure-numbers" />
      </Form.Item>
      <Form.Item>
        <Upload
          accept=".txt,.csv"
          showUploadList={false}
          beforeUpload={async (file) => {
            form.setFieldsValue({ numbers: numbersIn(await file.text()).join('\n') });
            return Upload.LIST_IGNORE;
          }}
        >
          <Button data-testid="closure-file">{t('closures.fromFile')}</Button>
        </Upload>
      </Form.Item>
    </>
  );
}

function Class({ t }: { t: Texts }) {
  return (
    <>
      <Form.Item name="departmentId" label={t('field.department')} rules={[{ required: true, message: t('check.needed') }]}>
        <DepartmentSelect />
      </Form.Item>
      <Form.Item name="memberKinds" label={t('closures.kinds')} extra={t('gifts.whoHint')}>
        <Select mode="multiple" allowClear options={MEMBER_KINDS.map((value) => ({ value, label: t(`memberKind.${value}`) }))} />
      </Form.Item>
    </>
  );
}
