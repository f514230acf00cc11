import type { WholeEvent } from '@tessera/contract';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useCancelEvent, usePublishEvent, useRemoveEvent } from './use-events.ts';

/** What can be done with an event as it stands. */
export function EventActs({ whole: { event, problems } }: { whole: WholeEvent }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [publish, remove] = [usePublishEvent(), useRemoveEvent()];
  if (!can('events.write')) return null;
  const { eventId, revision, title } = event;
  const publishing = {
    title: t('ticketing.publishTitle', { title }),
    changes: [t('ticketing.publishChange'), t('ticketing.publishSessions', { count: event.sessionCount })],
    ok: t('ticketing.publish'),
    run: async () => {
      await publish.mutateAsync({ eventId, revision });
      message.success(t('ticketing.publishedNow'));
    },
  };
  const removing = {
    title: t('ticketing.removeTitle', { title }),
    changes: [t('ticketing.removeChange')],
    ok: t('ticketing.remove'),
    danger: true,
    run: async () => {
      await remove.mutateAsync(eventId);
      navigate('/events');
    },
  };
  if (event.state === 'draft') {
    return (
      <>
        <Button danger onClick={() => confirm(removing)} data-testid="event-remove">
          {t('ticketing.remove')}
        </Button>
        <Button type="primary" disabled={problems.length > 0} onClick={() => confirm(publishing)} data-testid="event-publish">
          {t('ticketing.publish')}
        </Button>
      </>
    );
  }
  return event.state === 'published' ? <CancelAct event={event} /> : null;
}

function CancelAct({ event: { eventId, title, sessionCount } }: Pick<WholeEvent, 'event'>) {
  const t = useTexts();
  const [isCanceling, setCanceling] = useState(false);
  const cancel = useCancelEvent();
  return (
    <>
      <Button danger onClick={() => setCanceling(true)} data-testid="event-cancel">
        {t('ticketing.cancel')}
      </Button>
      {isCanceling && (
        <ReasonDialog
          title={t('ticketing.cancelTitle', { title })}
          note={t('ticketing.cancelChange', { count: sessionCount })}
          ok={t('ticketing.cancel')}
          error={cancel.error}
          isBusy={cancel.isPending}
          onClose={() => setCanceling(false)}
          onReason={(reason) => cancel.mutateAsync({ eventId, reason })}
        />
      )}
    </>
  );
}
