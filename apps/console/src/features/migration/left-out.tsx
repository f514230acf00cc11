import type { MigrationBatch, Opening } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Button, Form, Input, Modal, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useLeftOut, useSettleOpening } from './use-migration.ts';

/** The balances of a batch that were left out: why, and what can be done with each. */
export function LeftOut(props: { batch: MigrationBatch; onClose: () => void }) {
  const t = useTexts();
  const can = useCan();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const settle = useSettleOpening();
  const list = useLeftOut(props.batch.id);
  const [aside, setAside] = useState<Opening | null>(null);
  const post = (opening: Opening) =>
    confirm({
      title: t('migration.postTitle', { name: opening.memberName, amount: formatMoney(toMinor(opening.amountMinor)) }),
      changes: [t('migration.postChange')],
      ok: t('migration.post'),
      run: async () => {
        await settle.mutateAsync({ openingId: opening.id });
        message.success(t('migration.postDone'));
      },
    });
  const maySettle = can('migration.approve') && !props.batch.isMine;
  return (
    <Modal
      open
      width={720}
      title={t('migration.leftOutTitle', { source: props.batch.source })}
      footer={null}
      onCancel={props.onClose}
      data-testid="left-out-dialog"
    >
      <p className="form-note">{t(props.batch.isMine ? 'migration.needs_another_person' : 'migration.leftOutHint')}</p>
      <KeysetTable<Opening>
        list={list}
        columns={columns(t, maySettle ? { post, putAside: setAside } : undefined)}
        rowKey={(opening) => opening.id}
        label={t('migration.leftOutTitle', { source: props.batch.source })}
        empty={<EmptyState compact title={t('migration.noneLeftOut')} hint={t('migration.noneLeftOutHint')} />}
        testId="left-out-table"
      />
      {aside && <PutAside opening={aside} onClose={() => setAside(null)} />}
    </Modal>
  );
}

type Settling = { post: (opening: Opening) => void; putAside: (opening: Opening) => void };

function columns(t: Texts, settling: Settling | undefined): NonNullable<TableProps<Opening>['columns']> {
  return [
    {
      title: t('field.member'),
      key: 'member',
      render: (_, { memberId, memberName, memberNumber }) => (
        <Link className="cell-link two-lines" to={`/members/${memberId}`}>
          <span>{memberName}</span>
          <small className="number">{memberNumber}</small>
        </Link>
      ),
    },
    { title: t('migration.balances'), key: 'amount', align: 'right', render: (_, { amountMinor }) => <Money minor={amountMinor} /> },
    { title: t('migration.reason'), key: 'problem', render: (_, { problem }) => problem && t(`migration.problem.${problem}`) },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      fixed: 'right',
      render: (_, opening) =>
        settling && (
          <span className="row-acts">
            <Button size="small" onClick={() => settling.putAside(opening)} data-testid="put-opening-aside">
              {t('migration.putAside')}
            </Button>
            <Button size="small" type="primary" onClick={() => settling.post(opening)} data-testid="post-opening">
              {t('migration.post')}
            </Button>
          </span>
        ),
    },
  ];
}

function PutAside({ opening, onClose }: { opening: Opening; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const settle = useSettleOpening();
  const [form] = Form.useForm<{ reason: string }>();
  const send = async ({ reason }: { reason: string }) => {
    await settle.mutateAsync({ openingId: opening.id, reason: reason.trim() });
    message.success(t('migration.asideDone'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('migration.asideTitle', { name: opening.memberName, amount: formatMoney(toMinor(opening.amountMinor)) })}
      okText={t('migration.putAside')}
      okButtonProps={{ 'data-testid': 'put-aside-submit' }}
      cancelText={t('action.cancel')}
      confirmLoading={settle.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="put-aside-dialog"
    >
      <p>{t('migration.asideChange')}</p>
      <Form form={form} layout="vertical" onFinish={(fields) => void send(fields).catch(() => undefined)}>
        <Form.Item name="reason" label={t('migration.reason')} rules={[{ required: true, whitespace: true, message: t('check.reason') }]}>
          <Input autoFocus maxLength={TEXT_MAX} autoComplete="off" data-testid="aside-reason" />
        </Form.Item>
        <ErrorNotice error={settle.error} />
      </Form>
    </Modal>
  );
}
