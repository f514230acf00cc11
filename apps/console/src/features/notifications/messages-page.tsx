import type { NoticeDelivery, NoticeTemplate } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { App, Button, Table, type TableColumnsType, Tabs } from 'antd';
import { useState } from 'react';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';
import { TemplateDrawer } from './template-drawer.tsx';
import { useDeliveries, useRetryDelivery, useTemplates } from './use-notifications.ts';

const TONES: Record<NoticeDelivery['state'], Tone> = {
  waiting: 'brand',
  sending: 'brand',
  sent: 'good',
  refused: 'bad',
  givenUp: 'bad',
  unknown: 'warn',
  cancelled: 'quiet',
};
const STATES = ['waiting', 'sending', 'sent', 'refused', 'givenUp', 'unknown', 'cancelled'] as const satisfies readonly NoticeDelivery['state'][];
const WAYS = ['push', 'email', 'sms'] as const satisfies readonly NoticeDelivery['channel'][];
const RETRIED: readonly NoticeDelivery['state'][] = ['refused', 'givenUp', 'unknown', 'cancelled'];
const LANGUAGE_NAMES = { 'zh-CN': '中文', en: 'English' } as const;
const ROWS = 20;

/** The texts of notices, and what left for whom. */
export function MessagesPage() {
  const t = useTexts();
  return (
    <>
      <PageHeader title={t('templates.title')} note={t('templates.note')} />
      <Tabs
        items={[
          { key: 'templates', label: t('templates.tab'), children: <TemplatesPart /> },
          { key: 'deliveries', label: t('deliveries.tab'), children: <DeliveriesPart /> },
        ]}
      />
    </>
  );
}

function TemplatesPart() {
  const templates = useTemplates();
  const [edited, setEdited] = useState<NoticeTemplate | null>(null);
  const columns = useTemplateColumns(setEdited);
  return (
    <Panel flush>
      <ErrorNotice error={templates.error} />
      <Table<NoticeTemplate>
        size="small"
        loading={templates.isPending}
        columns={columns}
        dataSource={templates.data?.items ?? []}
        rowKey={({ kind, channel, language }) => `${kind} ${channel} ${language}`}
        pagination={{ pageSize: ROWS, hideOnSinglePage: true, showSizeChanger: false }}
        tableLayout="fixed"
        data-testid="templates"
      />
      {edited && <TemplateDrawer template={edited} onClose={() => setEdited(null)} />}
    </Panel>
  );
}

function useTemplateColumns(onEdit: (template: NoticeTemplate) => void): TableColumnsType<NoticeTemplate> {
  const t = useTexts();
  const may = useCan()('notifications.write');
  return [
    { title: t('templates.kind'), key: 'kind', width: 150, render: (_, { kind }) => t(`noticeKind.${kind}`) },
    {
      title: t('templates.channel'),
      key: 'channel',
      width: 120,
      filters: (['inApp', ...WAYS] as const).map((value) => ({ text: t(`noticeChannel.${value}`), value })),
      onFilter: (value, { channel }) => channel === value,
      render: (_, { channel }) => t(`noticeChannel.${channel}`),
    },
    {
      title: t('templates.language'),
      key: 'language',
      width: 110,
      filters: (['zh-CN', 'en'] as const).map((value) => ({ text: LANGUAGE_NAMES[value], value })),
      onFilter: (value, { language }) => language === value,
      render: (_, { language }) => LANGUAGE_NAMES[language],
    },
    {
      title: t('templates.text'),
      key: 'text',
      ellipsis: true,
      render: (_, { subject, body }) => (subject ? `${subject} · ${body}` : body),
    },
    {
      key: 'version',
      width: 150,
      render: (_, item) =>
        item.isReadyMade ? t('templates.readyMade') : t('templates.written', { version: item.version, by: item.changedBy ?? '' }),
    },
    {
      key: 'acts',
      width: 150,
      render: (_, item) =>
        may && (
          <Button size="small" onClick={() => onEdit(item)} data-testid="template-edit">
            {t('templates.edit')}
          </Button>
        ),
    },
  ];
}

function DeliveriesPart() {
  const t = useTexts();
  const { message } = App.useApp();
  const may = useCan()('notifications.write');
  const filters = useFilters(['q', 'state', 'channel']);
  const list = useDeliveries(filters);
  const retry = useRetryDelivery();
  const again = ({ id: deliveryId }: NoticeDelivery) =>
    retry.mutate(
      { deliveryId },
      { onSuccess: () => void message.success(t('deliveries.retried')), onError: (error) => void message.error(t(errorKey(error))) },
    );
  const columns: TableColumnsType<NoticeDelivery> = [
    { title: t('deliveries.at'), key: 'at', render: (_, { createdAt }) => <Time at={createdAt} /> },
    { title: t('templates.kind'), key: 'kind', render: (_, { kind }) => t(`noticeKind.${kind}`) },
    {
      title: t('deliveries.person'),
      key: 'person',
      render: (_, { personName, addressMasked }) => [personName, addressMasked].filter(Boolean).join(' · '),
    },
    { title: t('templates.channel'), key: 'channel', render: (_, { channel }) => t(`noticeChannel.${channel}`) },
    { title: t('deliveries.state'), key: 'state', render: (_, { state }) => <Status tone={TONES[state]}>{t(`deliveryState.${state}`)}</Status> },
    { title: t('deliveries.tries'), key: 'tries', align: 'right', render: (_, { tries }) => tries },
    { title: t('deliveries.error'), key: 'error', width: 280, render: (_, item) => <Trouble delivery={item} /> },
    {
      key: 'acts',
      render: (_, item) =>
        may &&
        RETRIED.includes(item.state) && (
          <Button size="small" onClick={() => again(item)} data-testid="delivery-retry">
            {t('deliveries.retry')}
          </Button>
        ),
    },
  ];
  return (
    <Panel flush>
      <DeliveryFilters filters={filters} />
      <KeysetTable
        label={t('deliveries.tab')}
        list={list}
        columns={columns}
        rowKey={(item) => item.id}
        empty={<EmptyState title={t('deliveries.none')} hint={t('deliveries.noneHint')} />}
        testId="deliveries"
      />
    </Panel>
  );
}

/** What stood in the way, and what follows; the carrier's own words, in its own language, come under the pointer. */
function Trouble({ delivery: { state, lastError } }: { delivery: NoticeDelivery }) {
  const t = useTexts();
  if (lastError === null || state === 'sent' || state === 'sending' || state === 'cancelled') return null;
  return <span title={lastError}>{t(`deliveries.trouble.${state}`)}</span>;
}

function DeliveryFilters({ filters }: { filters: Filters }) {
  const t = useTexts();
  return (
    <FilterBar filters={filters}>
      <SearchBox filters={filters} placeholder={t('deliveries.search')} />
      <FilterSelect
        filters={filters}
        name="state"
        placeholder={t('deliveries.state')}
        choices={STATES.map((value) => ({ value, label: t(`deliveryState.${value}`) }))}
      />
      <FilterSelect
        filters={filters}
        name="channel"
        placeholder={t('templates.channel')}
        choices={WAYS.map((value) => ({ value, label: t(`noticeChannel.${value}`) }))}
      />
    </FilterBar>
  );
}
