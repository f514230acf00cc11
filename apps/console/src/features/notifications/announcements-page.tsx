import type { Announcement } from '@tessera/contract';
import { errorKey, useSettings } from '@tessera/ui';
import { App, Button, Dropdown, type TableColumnsType, Tabs } from 'antd';
import { useState } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { AnnouncementDrawer } from './announcement-drawer.tsx';
import { IncidentsPart } from './incidents-part.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { useAnnouncementActs, useAnnouncements } from './use-notifications.ts';
import './announcements.css';

const TONES: Record<Announcement['state'], Tone> = { draft: 'quiet', scheduled: 'brand', published: 'good', withdrawn: 'warn' };

/** What is told to many, and what is out of order. */
export function AnnouncementsPage() {
  const t = useTexts();
  const [edited, setEdited] = useState<Announcement | 'new' | null>(null);
  return (
    <>
      <PageHeader
        title={t('announcements.title')}
        note={t('announcements.note')}
        actions={
          <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setEdited('new')} data-testid="announcement-new">
            {t('announcements.new')}
          </Button>
        }
      />
      <Tabs
        items={[
          { key: 'announcements', label: t('announcements.tab'), children: <AnnouncementsPart onEdit={setEdited} /> },
          { key: 'incidents', label: t('incidents.tab'), children: <IncidentsPart /> },
        ]}
      />
      {edited && <AnnouncementDrawer announcement={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function AnnouncementsPart(props: { onEdit: (announcement: Announcement) => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const list = useAnnouncements();
  const [publishing, setPublishing] = useState<Announcement | null>(null);
  const columns: TableColumnsType<Announcement> = [
    { title: t('announcements.heading'), key: 'title', render: (_, item) => (locale === 'en' ? item.titleEn : item.titleZh) },
    {
      title: t('announcements.state'),
      key: 'state',
      render: (_, { state }) => <Status tone={TONES[state]}>{t(`announcementState.${state}`)}</Status>,
    },
    {
      title: t('announcements.reached'),
      key: 'reached',
      align: 'right',
      render: (_, item) => <Reached announcement={item} />,
    },
    { title: t('announcements.read'), key: 'read', align: 'right', render: (_, item) => item.readCount },
    { title: t('announcements.at'), key: 'at', render: (_, item) => <Time at={item.publishedAt ?? item.publishAt ?? item.createdAt} /> },
    { key: 'acts', render: (_, item) => <Acts item={item} onEdit={() => props.onEdit(item)} onPublish={() => setPublishing(item)} /> },
  ];
  return (
    <Panel flush>
      <KeysetTable
        label={t('announcements.tab')}
        list={list}
        columns={columns}
        rowKey={(item) => item.id}
        empty={<EmptyState title={t('announcements.none')} hint={t('announcements.noneHint')} />}
        testId="announcements"
      />
      {publishing && <PublishDialog announcement={publishing} onClose={() => setPublishing(null)} />}
    </Panel>
  );
}

function Acts(props: { item: Announcement; onEdit: () => void; onPublish: () => void }) {
  const t = useTexts();
  const { modal, message } = App.useApp();
  const { withdraw, remove } = useAnnouncementActs();
  const { id: announcementId, state } = props.item;
  const onError = (error: unknown) => void message.error(t(errorKey(error)));
  const isOpen = state === 'draft' || state === 'scheduled';
  const ask = (content: string, act: () => void) => modal.confirm({ title: props.item.titleZh, content, onOk: act });
  const items = [
    isOpen && { key: 'publish', label: t('announcements.publish'), onClick: props.onPublish },
    isOpen && { key: 'edit', label: t('announcements.edit'), onClick: props.onEdit },
    (state === 'published' || state === 'scheduled') && {
      key: 'withdraw',
      label: t('announcements.withdraw'),
      onClick: () => ask(t('announcements.withdrawAsk'), () => withdraw.mutate({ announcementId }, { onError })),
    },
    isOpen && {
      key: 'remove',
      danger: true,
      label: t('announcements.remove'),
      onClick: () => ask(t('announcements.removeAsk'), () => remove.mutate({ announcementId }, { onError })),
    },
  ].filter((item) => item !== false);
  if (items.length === 0) return null;
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" size="small" icon={<Icon name="more" size={16} />} aria-label={t('announcements.state')} data-testid="announcement-acts" />
    </Dropdown>
  );
}

/** How far telling has come, while it goes on. */
function Reached({ announcement: { isReaching, reachedCount, audienceCount } }: { announcement: Announcement }) {
  const t = useTexts();
  if (!isReaching || audienceCount === null) return isReaching ? t('announcements.reaching', { count: reachedCount }) : reachedCount;
  return (
    <div className="reaching" data-testid="reaching">
      <progress value={reachedCount} max={Math.max(audienceCount, 1)} aria-label={t('announcements.reached')} />
      <small>{t('announcements.reachingOf', { count: reachedCount, all: audienceCount })}</small>
    </div>
  );
}
