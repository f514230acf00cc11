import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Incident } from '@tessera/contract';
import { friendlyTime, useIncidentNews, usePublicLive, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { Banner } from '../../parts/banner.tsx';
import { useAtRest } from '../../parts/use-at-rest.ts';
import { useTexts } from '../../texts.ts';

const KEY = ['status'];
/** Where many tills share one address, not each of them gets a stream: it then looks by itself. */
const LOOK_AGAIN_MS = 60_000;

/**
 * What is out of order now, above the page, until the cashier puts it away or it goes on. It takes its room from the page, covers nothing, and
 * comes and goes only while the till is free: no key moves under a finger.
 */
export function IncidentNotice({ isFree }: { isFree: boolean }) {
  const t = useTexts();
  const { locale } = useSettings();
  const { incident, putAway } = useIncidentNews(useOpenIncidents(), 'tessera.till.incidents');
  const atRest = useAtRest();
  const [shown, setShown] = useState<Incident>();
  if (isFree && atRest && incident !== shown) setShown(incident);
  const away = () => {
    putAway();
    setShown(undefined);
  };
  const [update] = shown?.updates ?? [];
  const isEnglish = locale === 'en';
  return (
    <div role="status">
      {shown && (
        <Banner
          calm
          icon="warning"
          act={t('message.seen')}
          onAct={away}
          note={[t(`incident.${shown.state}`), friendlyTime(update?.at ?? shown.startedAt, locale), isEnglish ? update?.textEn : update?.textZh]
            .filter(Boolean)
            .join(' · ')}
          testId="incident-banner"
        >
          {isEnglish ? shown.titleEn : shown.titleZh}
        </Banner>
      )}
    </div>
  );
}

const NONE: readonly Incident[] = [];

function useOpenIncidents(): readonly Incident[] {
  const { client } = useTerminalSession();
  const queries = useQueryClient();
  usePublicLive(() => void queries.invalidateQueries({ queryKey: KEY }));
  const status = useQuery({ queryKey: KEY, queryFn: () => client.notifications.showStatus(), refetchInterval: LOOK_AGAIN_MS });
  return status.data?.open ?? NONE;
}
