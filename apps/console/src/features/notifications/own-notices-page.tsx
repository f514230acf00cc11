import type { OwnNotice } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useOwnNotices, useReadNotices } from './use-own-notices.ts';

/** What the signed-in person was told, newest first. */
export function OwnNoticesPage() {
  const t = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const list = useOwnNotices();
  const read = useReadNotices();
  const onError = (error: unknown) => message.error(t(errorKey(error)));
  const [newest] = list.items;
  const hasUnread = list.items.some(({ readAt }) => readAt === null);
  return (
    <>
      <PageHeader
        title={t('ownNotices.title')}
        note={t('ownNotices.note')}
        actions={
          <>
            {newest && hasUnread && (
              <Button
                icon={<Icon name="check" size={16} />}
                loading={read.all.isPending}
                onClick={() => read.all.mutate(newest.id, { onError })}
                data-testid="notices-read-all"
              >
                {t('ownNotices.readAll')}
              </Button>
            )}
            <Button icon={<Icon name="settings" size={16} />} onClick={() => void navigate('/notices/settings')} data-testid="notice-settings-open">
              {t('ownSettings.open')}
            </Button>
          </>
        }
      />
      <Panel flush>
        <KeysetTable<OwnNotice>
          label={t('ownNotices.title')}
          list={list}
          rowKey={({ id }) => id}
          testId="own-notices"
          empty={<EmptyState title={t('ownNotices.none')} hint={t('ownNotices.noneHint')} />}
          columns={[
            { title: t('ownNotices.notice'), key: 'notice', render: (_, notice) => <Words notice={notice} /> },
            { title: t('ownNotices.at'), key: 'at', width: 150, render: (_, { at }) => <Time at={at} /> },
            {
              title: t('ownNotices.state'),
              key: 'state',
              width: 150,
              render: (_, notice) => <ReadState notice={notice} read={read.one} onError={onError} />,
            },
          ]}
        />
      </Panel>
    </>
  );
}

function ReadState(props: { notice: OwnNotice; read: ReturnType<typeof useReadNotices>['one']; onError: (error: unknown) => void }) {
  const t = useTexts();
  const { notice, read, onError } = props;
  if (notice.readAt !== null) return <Status tone="quiet">{t('ownNotices.isRead')}</Status>;
  return (
    <Button size="small" disabled={read.isPending} onClick={() => read.mutate(notice.id, { onError })} data-testid="notice-read">
      {t('ownNotices.read')}
    </Button>
  );
}

function Words({ notice }: { notice: OwnNotice }) {
  const t = useTexts();
  const isUnread = notice.readAt === null;
  return (
    <div className="own-notice" data-testid="own-notice" data-kind={notice.kind}>
      {isUnread ? <strong>{notice.title}</strong> : <span>{notice.title}</span>}
      {isUnread && <Status tone="brand">{t('ownNotices.new')}</Status>}
      <p>{notice.text}</p>
    </div>
  );
}
