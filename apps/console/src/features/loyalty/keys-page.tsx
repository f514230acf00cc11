import type { IssuerKey } from '@tessera/contract';
import { App, Button, Form, Input, Modal, type TableProps } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { CopyButton } from '../../shared/copy-button.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useSession } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useCreateIssuerKey, useIssuerKeys, useRevokeIssuerKey } from './use-loyalty.ts';

/** Keys with which an issuer's own system tells events. */
export function IssuerKeysPage() {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const [creating, setCreating] = useState(false);
  const list = useIssuerKeys();
  const revoke = useRevokeIssuerKey();
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const ask = (key: IssuerKey) =>
    confirm({
      title: t('loyalty.revokeTitle', { name: key.name }),
      changes: [t('loyalty.revokeChange')],
      ok: t('loyalty.revoke'),
      danger: true,
      run: async () => {
        await revoke.mutateAsync(key.id);
        message.success(t('saved'));
      },
    });
  return (
    <>
      <PageHeader
        title={t('loyalty.keys')}
        note={t('loyalty.keysNote')}
        back={{ to: '/points', label: t('nav.points') }}
        actions={
          <Button type="primary" onClick={() => setCreating(true)} data-testid="create-issuer-key">
            {t('loyalty.createKey')}
          </Button>
        }
      />
      <Panel flush>
        <KeysetTable<IssuerKey>
          list={list}
          columns={columns(t, { isOperator, onRevoke: ask })}
          rowKey={(key) => key.id}
          label={t('loyalty.keys')}
          empty={<EmptyState title={t('loyalty.noKeys')} hint={t('loyalty.noKeysHint')} />}
          testId="issuer-keys-table"
        />
      </Panel>
      {creating && <KeyDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function columns(
  t: Texts,
  { isOperator, onRevoke }: { isOperator: boolean; onRevoke: (key: IssuerKey) => void },
): NonNullable<TableProps<IssuerKey>['columns']> {
  return [
    { title: t('field.name'), dataIndex: 'name', key: 'name' },
    ...(isOperator ? [{ title: t('loyalty.issuer'), dataIndex: 'issuerName', key: 'issuer' }] : []),
    {
      title: t('field.status'),
      key: 'status',
      render: (_, key) => <Status tone={key.revokedAt ? 'quiet' : 'good'}>{t(key.revokedAt ? 'keyStatus.revoked' : 'keyStatus.inUse')}</Status>,
    },
    { title: t('loyalty.createdBy'), dataIndex: 'createdByName', key: 'createdBy' },
    { title: t('field.createdAt'), key: 'createdAt', render: (_, key) => <Time at={key.createdAt} /> },
    { title: t('loyalty.lastUsedAt'), key: 'lastUsedAt', render: (_, key) => (key.lastUsedAt ? <Time at={key.lastUsedAt} /> : '—') },
    {
      key: 'act',
      align: 'right',
      render: (_, key) =>
        !key.revokedAt && (
          <Button danger size="small" onClick={() => onRevoke(key)}>
            {t('loyalty.revoke')}
          </Button>
        ),
    },
  ];
}

/** The key is shown once; afterwards nobody can read it any more. */
function KeyDialog(props: { onClose: () => void }) {
  const t = useTexts();
  const [form] = Form.useForm<{ name: string }>();
  const create = useCreateIssuerKey();
  const token = create.data?.token;
  if (token !== undefined) {
    return (
      <Modal
        open
        title={t('loyalty.keyMade')}
        onCancel={props.onClose}
        footer={
          <Button type="primary" onClick={props.onClose}>
            {t('loyalty.keyKept')}
          </Button>
        }
      >
        <p>{t('loyalty.keyOnce')}</p>
        <p>
          <code data-testid="issuer-key-token">{token}</code> <CopyButton text={token} label={t('loyalty.copyKey')} />
        </p>
        <p className="quiet">{t('loyalty.keyUse')}</p>
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t('loyalty.createKey')}
      okText={t('loyalty.createKey')}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={420}
    >
      <Form<{ name: string }> form={form} layout="vertical" onFinish={({ name }) => create.mutate({ name: name.trim() })}>
        <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={NAME_MAX} autoComplete="off" />
        </Form.Item>
        <ErrorNotice error={create.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
