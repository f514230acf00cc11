import type { Provider } from '@tessera/contract';
import { useSettings } from '@tessera/ui';
import { App, Button, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { ProviderDrawer } from './provider-drawer.tsx';
import { TestDialog } from './test-dialog.tsx';
import { useDeleteProvider, useProviders } from './use-providers.ts';

/** The other systems that people may sign in with. */
export function ProvidersPage() {
  const t = useTexts();
  const { locale } = useSettings();
  const { data, error, isPending, refetch } = useProviders();
  const [edited, setEdited] = useState<Provider | 'new' | null>(null);
  const [tested, setTested] = useState<string | null>(null);
  const remove = useRemoval();
  const create = (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEdited('new')} data-testid="create-provider">
      {t('providers.create')}
    </Button>
  );
  const columns = columnsOf(t, { locale, edit: setEdited, test: setTested, remove });
  return (
    <>
      <PageHeader
        title={t('nav.providers')}
        note={
          <>
            {t('providers.note')} <Link to="/settings">{t('providers.moreSettings')}</Link>
          </>
        }
        actions={create}
      />
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      <Panel flush>
        <ScrollFrame target=".ant-table-content">
          <Table<Provider>
            dataSource={data?.items ?? []}
            columns={columns}
            rowKey="key"
            loading={isPending}
            pagination={false}
            scroll={{ x: 'max-content' }}
            // While it loads nobody knows yet whether there are none.
            locale={{ emptyText: data ? <EmptyState title={t('providers.empty')} hint={t('providers.emptyHint')} action={create} /> : ' ' }}
            data-testid="providers-table"
          />
        </ScrollFrame>
      </Panel>
      {edited && <ProviderDrawer provider={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSaved={setTested} />}
      {tested && <TestDialog provider={tested} onClose={() => setTested(null)} />}
    </>
  );
}

function useRemoval() {
  const t = useTexts();
  const { message } = App.useApp();
  const ask = useConfirm();
  const remove = useDeleteProvider();
  return (provider: Provider) =>
    ask({
      title: t('providers.deleteTitle', { name: provider.key }),
      changes: [t('providers.deleteWhat'), t('providers.deleteKeeps')],
      ok: t('providers.delete'),
      danger: true,
      run: async () => {
        await remove.mutateAsync(provider.key);
        message.success(t('providers.deleted'));
      },
    });
}

type Acts = { locale: string; edit: (provider: Provider) => void; test: (key: string) => void; remove: (provider: Provider) => void };

function columnsOf(t: Texts, acts: Acts): NonNullable<TableProps<Provider>['columns']> {
  return [
    {
      title: t('providers.name'),
      key: 'name',
      render: (_, one) => (
        <span className="two-lines">
          <span>{acts.locale === 'en' ? one.nameEn : one.nameZh}</span>
          <small className="mono">{one.key}</small>
        </span>
      ),
    },
    { title: t('providers.kind'), key: 'kind', render: (_, one) => t(`providers.kind.${one.kind}`) },
    { title: t('providers.baseUrl'), key: 'baseUrl', responsive: ['lg'], render: (_, one) => <span className="mono">{one.baseUrl || '—'}</span> },
    {
      title: t('providers.for'),
      key: 'for',
      render: (_, one) => [one.forMembers && t('providers.forMembers'), one.forStaff && t('providers.forStaff')].filter(Boolean).join(' · '),
    },
    {
      title: t('providers.state'),
      key: 'state',
      render: (_, one) => <Status tone={one.enabled ? 'good' : 'quiet'}>{t(one.enabled ? 'providers.on' : 'providers.off')}</Status>,
    },
    {
      key: 'acts',
      align: 'right',
      render: (_, one) => (
        <span className="row-acts">
          <Button size="small" type="text" onClick={() => acts.test(one.key)} data-testid={`test-${one.key}`}>
            {t('providers.test')}
          </Button>
          <Button size="small" type="text" onClick={() => acts.edit(one)} data-testid={`edit-${one.key}`}>
            {t('providers.edit')}
          </Button>
          <Button size="small" type="text" danger onClick={() => acts.remove(one)}>
            {t('providers.delete')}
          </Button>
        </span>
      ),
    },
  ];
}
