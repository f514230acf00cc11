import type { ChannelRecord } from '@tessera/contract';
import { useSettings } from '@tessera/ui';
import { Button, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { ChannelDrawer } from './channel-drawer.tsx';
import { isOnline } from './online-kinds.ts';
import { TestChannelDialog } from './test-channel-dialog.tsx';
import { useChannels } from './use-channels.ts';

/** Every way that money comes in, and the keys of the two that need some. */
export function ChannelsPage() {
  const t = useTexts();
  const { locale } = useSettings();
  const can = useCan();
  const { data, error, isPending, refetch } = useChannels();
  const [edited, setEdited] = useState<ChannelRecord | 'new' | null>(null);
  const [tested, setTested] = useState<string | null>(null);
  const create = can('channels.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEdited('new')} data-testid="create-channel">
      {t('channels.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.channels')} note={t('channels.note')} actions={create} />
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      <Panel flush>
        <ScrollFrame target=".ant-table-content">
          <Table<ChannelRecord>
            dataSource={data?.items ?? []}
            columns={columnsOf(t, { locale, mayWrite: can('channels.write'), edit: setEdited, test: setTested })}
            rowKey="key"
            loading={isPending}
            pagination={false}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <EmptyState title={t('channels.empty')} /> }}
            data-testid="channels-table"
          />
        </ScrollFrame>
      </Panel>
      {edited && <ChannelDrawer channel={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSaved={setTested} />}
      {tested && <TestChannelDialog channel={tested} onClose={() => setTested(null)} />}
    </>
  );
}

type Acts = { locale: string; mayWrite: boolean; edit: (channel: ChannelRecord) => void; test: (key: string) => void };

function columnsOf(t: Texts, acts: Acts): NonNullable<TableProps<ChannelRecord>['columns']> {
  return [
    {
      title: t('channels.name'),
      key: 'name',
      render: (_, one) => (
        <span className="two-lines">
          <span>{acts.locale === 'en' ? one.nameEn : one.nameZh}</span>
          <small className="mono">{one.key}</small>
        </span>
      ),
    },
    { title: t('channels.kind'), key: 'kind', render: (_, one) => t(`channels.kind.${one.kind}`) },
    { title: t('channels.merchantId'), key: 'merchantId', render: (_, one) => <span className="mono">{one.merchantId || '—'}</span> },
    {
      title: t('channels.state'),
      key: 'state',
      render: (_, one) => <Status tone={one.enabled ? 'good' : 'quiet'}>{t(one.enabled ? 'channels.on' : 'channels.off')}</Status>,
    },
    {
      key: 'acts',
      align: 'right',
      render: (_, one) =>
        acts.mayWrite && (
          <>
            {isOnline(one.kind) && (
              <Button type="link" onClick={() => acts.test(one.key)} data-testid={`test-${one.key}`}>
                {t('channels.test')}
              </Button>
            )}
            <Button type="link" onClick={() => acts.edit(one)} data-testid={`edit-${one.key}`}>
              {t('channels.edit')}
            </Button>
          </>
        ),
    },
  ];
}
