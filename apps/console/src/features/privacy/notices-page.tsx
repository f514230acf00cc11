import type { Notice } from '@tessera/contract';
import { NoticeText } from '@tessera/ui';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ConsentPanel } from './consent-panel.tsx';
import { LineDiff } from './line-diff-view.tsx';
import { NoticeDrawer } from './notice-drawer.tsx';
import { PublishButton } from './publish-button.tsx';
import { useNotices } from './use-privacy.ts';
import './privacy.css';

export function NoticesPage() {
  const t = useTexts();
  const can = useCan();
  const notices = useNotices();
  const [shown, setShown] = useState<number | null>(null);
  const [writing, setWriting] = useState(false);
  const items = notices.data?.items ?? [];
  const notice = items.find((one) => one.version === shown) ?? items[0];
  const draft = items.find((one) => one.status === 'draft');
  const next = draft?.version ?? (items[0]?.version ?? 0) + 1;
  const write = can('privacy.write') && (
    <Button type={draft ? 'default' : 'primary'} onClick={() => setWriting(true)} data-testid="write-notice">
      {draft ? t('notices.edit') : t('notices.begin', { version: next })}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('nav.privacy')}
        note={t('notices.note')}
        actions={
          <>
            {write}
            {draft && can('privacy.write') && <PublishButton draft={draft} />}
          </>
        }
      />
      <ErrorNotice error={notices.error} onRetry={() => notices.refetch()} />
      {notices.isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      {notices.data && !notice && <EmptyState title={t('notices.empty')} hint={t('notices.emptyHint')} action={write} />}
      {notice && (
        <div className="notice-columns">
          <div className="stack">
            <OneNotice notice={notice} former={items.find((one) => one.version < notice.version)} />
          </div>
          <div className="stack">
            <ConsentPanel />
            <Panel title={t('notices.versions')} flush>
              <Versions items={items} shown={notice.version} onShow={setShown} />
            </Panel>
          </div>
        </div>
      )}
      {writing && <NoticeDrawer start={draft ?? items[0]} version={next} onClose={() => setWriting(false)} />}
    </>
  );
}

function OneNotice({ notice, former }: { notice: Notice; former: Notice | undefined }) {
  const t = useTexts();
  const title = notice.status === 'draft' ? t('notices.draft', { version: notice.version }) : t('notices.version', { version: notice.version });
  return (
    <>
      <Panel title={title} testId="notice">
        <div className="notice-pair">
          <section lang="zh-CN">
            <p className="notice-lead">{notice.summaryZh}</p>
            <NoticeText text={notice.bodyZh} />
          </section>
          <section lang="en">
            <p className="notice-lead">{notice.summaryEn}</p>
            <NoticeText text={notice.bodyEn} />
          </section>
        </div>
      </Panel>
      <Panel title={former ? t('notices.difference', { version: former.version }) : t('notices.preview')} testId="notice-difference">
        {former ? <LineDiff before={former} after={notice} /> : <p>{t('notices.differenceFirst')}</p>}
      </Panel>
    </>
  );
}

function Versions(props: { items: readonly Notice[]; shown: number; onShow: (version: number) => void }) {
  const t = useTexts();
  const inForce = props.items.find((one) => one.effectiveAt !== null && Date.parse(one.effectiveAt) <= Date.now())?.version;
  return (
    <ul className="notice-versions">
      {props.items.map((one) => (
        <li key={one.version}>
          <button type="button" aria-current={one.version === props.shown} onClick={() => props.onShow(one.version)}>
            <span className="two-lines">
              <span>{t('notices.version', { version: one.version })}</span>
              {one.publishedAt && (
                <small>
                  {one.publishedBy} · <Time at={one.publishedAt} />
                </small>
              )}
            </span>
            <VersionState notice={one} inForce={inForce} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function VersionState({ notice, inForce }: { notice: Notice; inForce: number | undefined }) {
  const t = useTexts();
  if (notice.status === 'draft') return <Status tone="warn">{t('notices.draftState')}</Status>;
  if (notice.version === inForce) return <Status tone="good">{t('notices.inForce')}</Status>;
  if (notice.version < (inForce ?? 0)) return <Status tone="quiet">{t('notices.former')}</Status>;
  return <Status tone="brand">{notice.effectiveAt ? <Time at={notice.effectiveAt} exact /> : '—'}</Status>;
}
