import type { Notice } from '@tessera/contract';
import { App, Button, DatePicker, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { usePublish } from './use-privacy.ts';

/** The operator's zone has no summer time, so its offset is a constant. */
const ZONE_OFFSET = '+08:00';

/** Asks from when, and says what follows, before a version is published for ever. */
export function PublishButton({ draft }: { draft: Notice }) {
  const t = useTexts();
  const { message } = App.useApp();
  const publish = usePublish();
  const [open, setOpen] = useState(false);
  const [from, setFrom] = useState<Dayjs | null>(null);
  const { version } = draft;
  const effectiveAt = from && new Date(`${from.format('YYYY-MM-DDTHH:mm')}:00${ZONE_OFFSET}`).toISOString();
  const run = () =>
    publish.mutate(
      { version, ...(effectiveAt && { effectiveAt }) },
      {
        onSuccess: () => {
          message.success(t('notices.published', { version }));
          setOpen(false);
        },
      },
    );
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} data-testid="publish-notice">
        {t('notices.publish')}
      </Button>
      <Modal
        open={open}
        title={t('notices.publishTitle', { version })}
        okText={t('notices.publish')}
        confirmLoading={publish.isPending}
        okButtonProps={{ 'data-testid': 'publish-ok' }}
        onOk={run}
        onCancel={() => setOpen(false)}
        width={460}
      >
        <ul className="changes">
          <li>{t('notices.publishAsk')}</li>
          <li>{t('notices.publishStays')}</li>
        </ul>
        <p>
          {t('notices.from')}{' '}
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            aria-label={t('notices.from')}
            placeholder={t('notices.now')}
            value={from}
            onChange={setFrom}
            disabledDate={(day) => day.isBefore(dayjs(), 'day')}
          />
        </p>
        <ErrorNotice error={publish.error} />
      </Modal>
    </>
  );
}
