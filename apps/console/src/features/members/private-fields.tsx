import type { MaskedField, RevealedField } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App, Button, Form, Input, Modal, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { usePrivateFields, useReveal, useSetPrivateField } from './use-private-fields.ts';
import './private-fields.css';

const KINDS = ['residentId', 'passport', 'hongKongMacauPermit', 'taiwanPermit', 'foreignResidentId', 'other'] as const;
const VALUE_MAX = 200;

/** What is held of a member under seal: masked, and one at a time in the clear for who may, which is recorded. */
export function PrivateFields({ memberId }: { memberId: Id<'member'> }) {
  const t = useTexts();
  const can = useCan();
  const fields = usePrivateFields(memberId);
  const [editing, setEditing] = useState<MaskedField | null>(null);
  return (
    <Panel title={t('private.title')} testId="private-fields">
      <ErrorNotice error={fields.error} onRetry={() => fields.refetch()} />
      {fields.isLoading && <Skeleton active paragraph={{ rows: 4 }} title={false} />}
      <dl className="private-fields">
        {fields.data?.items.map((field) => (
          <OneField key={field.field} memberId={memberId} field={field} onEdit={() => setEditing(field)} />
        ))}
      </dl>
      {can('members.readSensitive') && <p className="private-note">{t('private.recorded')}</p>}
      {editing && <EditField memberId={memberId} field={editing} onClose={() => setEditing(null)} />}
    </Panel>
  );
}

function OneField(props: { memberId: Id<'member'>; field: MaskedField; onEdit: () => void }) {
  const t = useTexts();
  const can = useCan();
  const reveal = useReveal();
  const { field, kind, masked } = props.field;
  const clear = reveal.data?.value;
  const label = t(`private.${field}`);
  const toggle = () => (clear === undefined ? reveal.mutate({ memberId: props.memberId, field }) : reveal.reset());
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className="number" data-testid={`private-${field}`}>
          {clear ?? masked ?? t('private.none')}
        </span>
        {kind && <small>{t(`private.kind.${kind}`)}</small>}
        <ErrorNotice error={reveal.error} />
      </dd>
      <dd className="private-acts">
        {masked !== null && can('members.readSensitive') && (
          <Button
            size="small"
            type="text"
            loading={reveal.isPending}
            onClick={toggle}
            aria-label={`${t(clear === undefined ? 'private.show' : 'private.hide')} ${label}`}
            data-testid={`reveal-${field}`}
          >
            {t(clear === undefined ? 'private.show' : 'private.hide')}
          </Button>
        )}
        {field !== 'phone' && can('members.write') && (
          <Button
            size="small"
            type="text"
            icon={<Icon name="edit" size={14} />}
            onClick={props.onEdit}
            aria-label={t('private.edit', { field: label })}
            data-testid={`edit-${field}`}
          />
        )}
      </dd>
    </div>
  );
}

type Values = { value?: string; kind?: (typeof KINDS)[number] };

function EditField(props: { memberId: Id<'member'>; field: MaskedField; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const set = useSetPrivateField();
  const { field, kind } = props.field;
  const submit = ({ value, kind: chosen }: Values) => {
    if (!isSettable(field)) return;
    const content = { value: value?.trim() || null, ...(field === 'idNumber' && { kind: chosen ?? 'residentId' }) };
    set.mutate(
      { memberId: props.memberId, field, ...content },
      {
        onSuccess: () => {
          message.success(t('private.saved'));
          props.onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={t('private.edit', { field: t(`private.${field}`) })}
      okText={t('action.save')}
      okButtonProps={{ 'data-testid': 'private-save' }}
      confirmLoading={set.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={440}
    >
      <Form<Values> form={form} layout="vertical" initialValues={{ kind: kind ?? 'residentId' }} onFinish={submit}>
        {field === 'idNumber' && (
          <Form.Item name="kind" label={t('private.kind')}>
            <Select options={KINDS.map((value) => ({ value, label: t(`private.kind.${value}`) }))} />
          </Form.Item>
        )}
        <Form.Item name="value" label={t('private.value')} extra={t('private.valueNote')}>
          <Input
            autoFocus
            maxLength={VALUE_MAX}
            autoComplete="off"
            placeholder={field === 'birthDate' ? '2001-02-28' : undefined}
            data-testid="private-value"
          />
        </Form.Item>
        <ErrorNotice error={set.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function isSettable(field: RevealedField): field is Exclude<RevealedField, 'phone'> {
  return field !== 'phone';
}
