import type { OwnNotice } from '@tessera/contract';
import { friendlyTime, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { IconButton, PageHeader, Unseen } from '../../shared/controls.tsx';
import { cx } from '../../shared/cx.ts';
import { PagedRows } from '../../shared/paged-rows.tsx';
import { Row } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useNow } from '../../shared/use-now.ts';
import styles from './notices.module.css';
import { useOwnNotices, useReadNotices } from './use-notices.ts';

/** All notices, newest first; one is read when it is opened. */
export function NoticesPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const list = useOwnNotices();
  const read = useReadNotices();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [newest] = items;
  return (
    <main data-testid="notices-page">
      <PageHeader title={t('notices.title')} onBack={() => navigate('/')}>
        <span className={styles.acts}>
          {newest && items.some((item) => item.readAt === null) ? (
            <IconButton icon="check" label={t('notices.readAll')} onClick={() => read.all.mutate(newest.id)} testId="notices-read-all" />
          ) : null}
          <IconButton icon="settings" label={t('noticeSettings.title')} onClick={() => navigate('/notices/settings')} testId="notices-settings" />
        </span>
      </PageHeader>
      <PagedRows
        list={list}
        none={{ icon: 'bell', title: t('notices.none'), text: t('notices.noneWhy'), testId: 'notices-empty' }}
        row={(item) => <NoticeRow key={item.id} notice={item} onRead={() => read.one.mutate(item.id)} />}
      />
    </main>
  );
}

function NoticeRow(props: { notice: OwnNotice; onRead: () => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const now = useNow(20_000);
  const [isOpen, setOpen] = useState(false);
  const { notice } = props;
  const isFresh = notice.readAt === null;
  const toggle = () => {
    setOpen(!isOpen);
    if (isFresh) props.onRead();
  };
  const row = (
    <button type="button" className={styles.notice} aria-expanded={isOpen} onClick={toggle} data-testid="notice" data-kind={notice.kind}>
      <span className={styles.head}>
        <strong className={cx(isFresh && styles.fresh)}>
          {isFresh ? <Unseen>{t('notices.new')} </Unseen> : null}
          {notice.title}
        </strong>
        <time className={styles.time} dateTime={notice.at}>
          {friendlyTime(notice.at, locale, now)}
        </time>
      </span>
      <span className={cx(styles.text, !isOpen && styles.short)}>{notice.text}</span>
    </button>
  );
  if (!isOpen || notice.kind !== 'survey.asked') return row;
  return (
    <>
      {row}
      <Row icon="records" title={t('notices.toSurvey')} to="/surveys" testId="notice-survey" />
    </>
  );
}
