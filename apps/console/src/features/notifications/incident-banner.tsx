import { useQuery } from '@tanstack/react-query';
import { friendlyTime, useIncidentNews, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import './incident-banner.css';

const FRESH_MS = 30_000;
/** News that fell between the answer and the stream’s opening. */
const LOOK_AGAIN_MS = 60_000;

/** What is out of order now, on top of every page, until the person puts it away or it goes on. */
export function IncidentBanner() {
  const t = useTexts();
  const { locale } = useSettings();
  const { user } = useSession();
  const status = useQuery({
    queryKey: ['incidents', 'status'],
    queryFn: () => client.notifications.showStatus(),
    staleTime: FRESH_MS,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const { incident, putAway } = useIncidentNews(status.data?.open ?? [], `tessera.incidents.console.${user.id}`);
  // It folds away with its words still on it.
  const [last, setLast] = useState(incident);
  if (incident && incident !== last) setLast(incident);
  const shown = incident ?? last;
  const [update] = shown?.updates ?? [];
  const isEnglish = locale === 'en';
  return (
    <div className={`incident-fold ${incident ? 'incident-open' : ''}`} role="status" inert={!incident}>
      <div>
        {shown && (
          <section className={`incident incident-${shown.weight}`} data-testid="incident-banner" data-state={shown.state}>
            <Icon name="warning" size={20} />
            <div className="incident-words">
              <strong>{isEnglish ? shown.titleEn : shown.titleZh}</strong>
              {update && <p>{isEnglish ? update.textEn : update.textZh}</p>}
              <small>
                {t(`incident.${shown.state}`)} · {friendlyTime(update?.at ?? shown.startedAt, locale)} ·{' '}
                <a href="/member/status" target="_blank" rel="noreferrer">
                  {t('incident.more')}
                </a>
              </small>
            </div>
            <button type="button" className="incident-away" onClick={putAway} aria-label={t('incident.putAway')} data-testid="incident-away">
              <Icon name="close" size={18} />
            </button>
          </section>
        )}
      </div>
    </div>
  );
}
