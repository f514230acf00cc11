import type { Erasure } from '@tessera/contract';
import { App, Button, Input, Modal, Select, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { FilterBar } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { useCancelErasure, useConfirmErasure, useErasures } from './use-privacy.ts';

const STATES = ['proposed', 'waiting', 'blocked', 'done', 'cancelled'] as const;
const TONES: Record<Erasure['status'], Tone> = { proposed: 'warn', waiting: 'brand', blocked: 'bad', done: 'quiet', cancelled: 'quiet' };

export function ErasuresPage() {
  const t = useTexts();
  const filters = useFilters(['status'] as const);
  const status = STATES.find((one) => one === filters.get('status'));
  const list = useErasures(status);
  const [cancelling, setCancelling] = useState<Erasure | null>(null);
  const confirm = useConfirmation();
  return (
    <>
      <PageHeader title={t('nav.erasures')} note={t('erasures.note')} />
      <Panel flush>
        <FilterBar filters={filters}>
          <Select
            aria-label={t('erasures.status')}
            allowClear
            placeholder={t('erasures.all')}
            value={status}
            style={{ minWidth: 180 }}
            onChange={(value) => filters.set({ status: value })}
            options={STATES.map((value) => ({ value, label: t(`erasures.status.${value}`) }))}
          />
        </FilterBar>
        <KeysetTable<Erasure>
          list={list}
          columns={columns(t, { confirm, cancel: setCancelling })}
          rowKey={(one) => one.id}
          label={t('nav.erasures')}
          empty={<EmptyState title={t('erasures.empty')} hint={t('erasures.emptyHint')} />}
          testId="erasures-table"
        />
      </Panel>
      {cancelling && <CancelModal erasure={cancelling} onClose={() => setCancelling(null)} />}
    </>
  );
}

function useConfirmation() {
  const t = useTexts();
  const { message } = App.useApp();
  const ask = useConfirm();
  const confirm = useConfirmErasure();
  return (erasure: Erasure) =>
    ask({
      title: t('erasures.confirmTitle', { name: erasure.memberName }),
      changes: [t('erasures.confirmWhat'), t('erasures.confirmKeeps')],
      ok: t('erasures.confirm'),
      danger: true,
      run: async () => {
        await confirm.mutateAsync(erasure.id);
        message.success(t('erasures.confirmed'));
      },
    });
}

type Acts = { confirm: (erasure: Erasure) => void; cancel: (erasure: Erasure) => void };

function columns(t: Texts, acts: Acts): NonNullable<TableProps<Erasure>['columns']> {
  return [
    {
      title: t('erasures.member'),
      key: 'member',
      render: (_, one) => (
        <span className="two-lines">
          <Link to={`/members/${one.memberId}`}>{one.memberName}</Link>
          <small className="number">{one.memberNumber}</small>
        </span>
      ),
    },
    {
      title: t('erasures.status'),
      key: 'status',
      render: (_, one) => (
        <span className="two-lines">
          <Status tone={TONES[one.status]}>{t(`erasures.status.${one.status}`)}</Status>
          {one.obstacles.length > 0 && <small>{one.obstacles.map((obstacle) => t(`obstacle.${obstacle}`)).join(' ')}</small>}
        </span>
      ),
    },
    {
      title: t('erasures.reason'),
      key: 'reason',
      render: (_, one) => (
        <span className="two-lines">
          <span>{one.origin === 'member' ? t('erasures.origin.member') : t('erasures.origin.staff', { name: one.requestedBy })}</span>
          <small>{[one.reason, one.confirmedBy && t('erasures.confirmedBy', { name: one.confirmedBy })].filter(Boolean).join(' · ')}</small>
        </span>
      ),
    },
    { title: t('erasures.requested'), key: 'requested', render: (_, one) => <Time at={one.requestedAt} /> },
    { title: t('erasures.due'), key: 'due', render: (_, one) => (one.dueAt && one.settledAt === null ? <Time at={one.dueAt} /> : '—') },
    {
      title: '',
      key: 'acts',
      align: 'right',
      render: (_, one) => (
        <>
          {one.mayConfirm && (
            <Button size="small" danger onClick={() => acts.confirm(one)} data-testid="confirm-erasure">
              {t('erasures.confirm')}
            </Button>
          )}{' '}
          {one.settledAt === null && (
            <Button size="small" onClick={() => acts.cancel(one)} data-testid="cancel-erasure">
              {t('erasures.cancel')}
            </Button>
          )}
        </>
      ),
    },
  ];
}

function CancelModal(props: { erasure: Erasure; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const cancel = useCancelErasure();
  const [reason, setReason] = useState('');
  const run = () =>
    cancel.mutate(
      { erasureId: props.erasure.id, reason: reason.trim() },
      {
        onSuccess: () => {
          message.success(t('erasures.cancelled'));
          props.onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t('erasures.cancelTitle', { name: props.erasure.memberName })}
      okText={t('erasures.cancel')}
      confirmLoading={cancel.isPending}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      onOk={run}
      onCancel={props.onClose}
      width={440}
    >
      <Input
        autoFocus
        aria-label={t('erasures.reason')}
        placeholder={t('erasures.reason')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={() => reason.trim().length >= 2 && run()}
      />
      <ErrorNotice error={cancel.error} />
    </Modal>
  );
}
