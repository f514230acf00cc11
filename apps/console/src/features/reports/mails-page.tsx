import type { ReportSubscription } from '@tessera/contract';
import { App, Button, Drawer, Dropdown, Skeleton, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { MailDialog } from './mail-dialog.tsx';
import { SendingState, Sendings } from './mail-sendings.tsx';
import { useSendNow, useSubscriptions, useTurnSubscription, useUnsubscribe } from './use-report-mails.ts';

const STATUS_TONE = { active: 'good', paused: 'warn', stopped: 'bad' } as const;

/** The reports that come to the reader's own mailbox. */
export function ReportMailsPage() {
  const t = useTexts();
  const found = useSubscriptions();
  const [edited, setEdited] = useState<ReportSubscription | 'new'>();
  const [opened, setOpened] = useState<ReportSubscription>();
  const acts = useActs({ onEdit: setEdited, onOpen: setOpened });
  const { items, mailbox } = found.data ?? { items: [], mailbox: null };
  return (
    <>
      <PageHeader
        title={t('reportMail.title')}
        note={mailbox === null ? t('reportMail.note') : `${t('reportMail.note')} ${t('reportMail.to', { mailbox })}`}
        back={{ to: '/reports', label: t('nav.reports') }}
        actions={
          mailbox !== null && (
            <Button type="primary" onClick={() => setEdited('new')} data-testid="create-report-mail">
              {t('reportMail.create')}
            </Button>
          )
        }
      />
      <ErrorNotice error={found.error ?? acts.error} onRetry={() => found.refetch()} />
      {found.isPending && <Skeleton active />}
      {found.data && (
        <Panel flush>
          {items.length === 0 ? (
            <NothingYet hasMailbox={mailbox !== null} />
          ) : (
            <ScrollFrame target=".ant-table-content">
              <Table<ReportSubscription>
                aria-label={t('reportMail.title')}
                size="small"
                columns={columns(t, acts.menuOf)}
                dataSource={items}
                rowKey={({ id }) => id}
                pagination={false}
                scroll={{ x: 'max-content' }}
                data-testid="report-mails-table"
              />
            </ScrollFrame>
          )}
        </Panel>
      )}
      {edited && <MailDialog subscription={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      <Drawer open={opened !== undefined} title={t('reportMail.history')} onClose={() => setOpened(undefined)} size="large">
        {opened && <Sendings subscriptionId={opened.id} />}
      </Drawer>
    </>
  );
}

function NothingYet(props: { hasMailbox: boolean }) {
  const t = useTexts();
  if (props.hasMailbox) return <EmptyState title={t('reportMail.empty')} hint={t('reportMail.emptyHint')} />;
  return (
    <EmptyState
      title={t('reportMail.noMailbox')}
      hint={t('reportMail.noMailboxHint')}
      action={
        <Link to="/security">
          <Button type="primary" tabIndex={-1}>
            {t('reportMail.openSecurity')}
          </Button>
        </Link>
      }
    />
  );
}

function useActs(on: { onEdit: (of: ReportSubscription) => void; onOpen: (of: ReportSubscription) => void }) {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const [turn, unsubscribe, sendNow] = [useTurnSubscription(), useUnsubscribe(), useSendNow()];
  const remove = ({ id, name }: ReportSubscription) =>
    confirm({
      title: t('reportMail.removeTitle', { name }),
      changes: [t('reportMail.removeChange')],
      ok: t('reportMail.remove'),
      danger: true,
      run: () => unsubscribe.mutateAsync(id).then(() => message.success(t('saved'))),
    });
  const menuOf = (of: ReportSubscription) => [
    {
      key: 'now',
      label: t('reportMail.sendNow'),
      onClick: () => sendNow.mutate({ reportSubscriptionId: of.id }, { onSuccess: () => void message.success(t('reportMail.sentNow')) }),
    },
    { key: 'edit', label: t('reportMail.edit'), onClick: () => on.onEdit(of) },
    { key: 'history', label: t('reportMail.history'), onClick: () => on.onOpen(of) },
    {
      key: 'turn',
      label: t(of.status === 'active' ? 'reportMail.pause' : 'reportMail.resume'),
      onClick: () => turn.mutate({ reportSubscriptionId: of.id, status: of.status === 'active' ? 'paused' : 'active' }),
    },
    { key: 'remove', label: t('reportMail.remove'), danger: true, onClick: () => remove(of) },
  ];
  return { menuOf, error: turn.error ?? sendNow.error };
}

type Menu = ReturnType<typeof useActs>['menuOf'];

function whenWords(t: Texts, { frequency, atHour, weekday, dayOfMonth: day }: ReportSubscription): string {
  const hour = String(atHour).padStart(2, '0');
  if (frequency === 'daily') return t('reportMail.at.daily', { hour });
  if (frequency === 'monthly') return t('reportMail.at.monthly', { day, hour });
  return t('reportMail.at.weekly', { weekday: t(`reportMail.weekday.${weekday as 1}`), hour }); // From 1 to 7, as the contract says.
}

function columns(t: Texts, menuOf: Menu): NonNullable<TableProps<ReportSubscription>['columns']> {
  return [
    { title: t('reportMail.name'), dataIndex: 'name', key: 'name' },
    { title: t('reportMail.when'), key: 'when', render: (_, of) => whenWords(t, of) },
    {
      title: t('reportMail.contents'),
      key: 'contents',
      render: (_, of) => {
        const names = [...of.filterNames, ...(of.filters.memberKind ? [t(`memberKind.${of.filters.memberKind}`)] : [])];
        return (
          <>
            {t(`report.by.${of.by}`)} · {of.format.toUpperCase()}
            {names.length > 0 && <div className="quiet">{t('reportMail.filtered', { names: names.join(', ') })}</div>}
          </>
        );
      },
    },
    {
      title: t('field.status'),
      key: 'status',
      render: (_, { status }) => <Status tone={STATUS_TONE[status]}>{t(`reportMail.status.${status}`)}</Status>,
    },
    { title: t('reportMail.next'), key: 'next', render: (_, { nextAt }) => (nextAt ? <Time at={nextAt} exact /> : '—') },
    {
      title: t('reportMail.last'),
      key: 'last',
      render: (_, { last }) =>
        last ? (
          <>
            <SendingState sending={last} /> <Time at={last.at} />
          </>
        ) : (
          t('reportMail.never')
        ),
    },
    {
      key: 'act',
      align: 'right',
      render: (_, of) => (
        <Dropdown menu={{ items: menuOf(of) }} trigger={['click']}>
          <Button size="small" aria-label={`${t('reportMail.acts')}: ${of.name}`}>
            {t('reportMail.acts')}
          </Button>
        </Dropdown>
      ),
    },
  ];
}
