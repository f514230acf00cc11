import type { Announcement } from '@tessera/contract';
import { Button, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useAnnouncementActs, useAudienceCount } from './use-notifications.ts';

/** Now, or at a time to come. */
export function PublishDialog(props: { announcement: Announcement; onClose: () => void }) {
  const t = useTexts();
  const { publish } = useAnnouncementActs();
  const count = useAudienceCount(props.announcement.audience);
  const [at, setAt] = useState('');
  const { id: announcementId } = props.announcement;
  const now = () => publish.mutate({ announcementId }, { onSuccess: props.onClose });
  const later = () => at !== '' && publish.mutate({ announcementId, publishAt: new Date(at).toISOString() }, { onSuccess: props.onClose });
  return (
    <Modal open title={t('announcements.publish')} footer={null} onCancel={props.onClose} width={440}>
      <p>{t('announcements.publishAsk')}</p>
      {count.data && (
        <p data-testid="publish-count">
          <strong>{t('announcements.countWithStaff', { members: count.data.members, staff: count.data.staff })}</strong>
        </p>
      )}
      <ErrorNotice error={publish.error} />
      <Space wrap>
        <Button type="primary" loading={publish.isPending} onClick={now} data-testid="publish-now">
          {t('announcements.publishNow')}
        </Button>
        <Input type="datetime-local" aria-label={t('announcements.publishLater')} value={at} onChange={(event) => setAt(event.target.value)} />
        <Button disabled={at === ''} loading={publish.isPending} onClick={later} data-testid="publish-later">
          {t('announcements.publishLater')}
        </Button>
      </Space>
    </Modal>
  );
}
