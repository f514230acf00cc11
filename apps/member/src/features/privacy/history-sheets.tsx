import type { Notice } from '@tessera/contract';
import { errorKey, useSettings } from '@tessera/ui';
import { Button } from '../../shared/button.tsx';
import { Skeleton } from '../../shared/controls.tsx';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { dayInWords } from './day.ts';
import styles from './privacy.module.css';
import { useConsents, useOwnNotices } from './use-privacy.ts';

export function ConsentsSheet(props: { onClose: () => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const list = useConsents();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet title={t('privacy.history')} onClose={props.onClose} testId="consents-sheet">
      {list.isPending ? <Skeleton height="8rem" /> : null}
      {list.isError ? <p className={styles.problem}>{t(errorKey(list.error))}</p> : null}
      {list.data && items.length === 0 ? <p className={styles.rule}>{t('privacy.historyEmpty')}</p> : null}
      {items.length > 0 ? (
        <RowGroup>
          {items.map(({ id, at, purpose, given, noticeVersion }) => (
            <Row
              key={id}
              title={t(given ? 'privacy.given' : 'privacy.withdrawn', { purpose: t(`purpose.${purpose}`) })}
              note={t('privacy.historyLine', { day: dayInWords(at, locale), version: noticeVersion })}
            />
          ))}
        </RowGroup>
      ) : null}
      {list.hasNextPage ? (
        <Button look="secondary" wide busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t('privacy.more')}
        </Button>
      ) : null}
    </Sheet>
  );
}

export function VersionsSheet(props: { onClose: () => void; onRead: (notice: Notice) => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const notices = useOwnNotices();
  return (
    <Sheet title={t('privacy.versions')} onClose={props.onClose} testId="versions-sheet">
      {notices.isPending ? <Skeleton height="8rem" /> : null}
      {notices.isError ? <p className={styles.problem}>{t(errorKey(notices.error))}</p> : null}
      {notices.data?.items.length === 0 ? <p className={styles.rule}>{t('privacy.noticeNone')}</p> : null}
      {notices.data && notices.data.items.length > 0 ? (
        <RowGroup>
          {notices.data.items.map((notice) => (
            <Row
              key={notice.version}
              title={t('privacy.readNotice', { version: notice.version })}
              note={t('privacy.noticeVersion', { version: notice.version, day: dayInWords(notice.effectiveAt, locale) })}
              onClick={() => props.onRead(notice)}
            />
          ))}
        </RowGroup>
      ) : null}
    </Sheet>
  );
}
