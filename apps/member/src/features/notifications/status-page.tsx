import { useQueryClient } from '@tanstack/react-query';
import type { Incident } from '@tessera/contract';
import { errorKey, friendlyTime, minuteOf, usePublicLive, useSettings } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { Icon } from '../../shared/icon.tsx';
import { keys } from '../../shared/queries.ts';
import { useTexts } from '../../shared/texts.ts';
import styles from './notices.module.css';
import { useStatus } from './use-notices.ts';

/** What is out of order and was lately; for everybody, signed in or not, and live. */
export function StatusPage() {
  const t = useTexts();
  const { locale } = useSettings();
  const navigate = useNavigate();
  const queries = useQueryClient();
  usePublicLive(() => void queries.invalidateQueries({ queryKey: keys.status }));
  const status = useStatus();
  return (
    <main className={styles.status} data-testid="status-page">
      <PageHeader title={t('status.title')} onBack={() => navigate('/')} />
      {status.isPending ? <Skeleton height="8rem" /> : null}
      {status.isError && !status.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(status.error))}>
          <Button onClick={() => status.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {status.data ? (
        <>
          {status.data.open.length === 0 ? <AllWell /> : <h2 className={styles.heading}>{t('status.open')}</h2>}
          {status.data.open.map((incident) => (
            <IncidentCard key={incident.id} incident={incident} />
          ))}
          <h2 className={styles.heading}>{t('status.past')}</h2>
          {status.data.past.length === 0 ? <p className={styles.hint}>{t('status.noPast')}</p> : null}
          {status.data.past.map((incident) => (
            <IncidentCard key={incident.id} incident={incident} />
          ))}
          <p className={styles.asOf}>{t('status.asOf', { time: friendlyTime(status.data.asOf, locale) })}</p>
        </>
      ) : null}
    </main>
  );
}

function AllWell() {
  const t = useTexts();
  return (
    <section className={styles.fine} data-testid="status-fine">
      <Icon name="check" size="2rem" />
      <span>
        <strong>{t('status.fine')}</strong>
        <small>{t('status.fineNote')}</small>
      </span>
    </section>
  );
}

function IncidentCard({ incident }: { incident: Incident }) {
  const t = useTexts();
  const { locale } = useSettings();
  const parts = incident.parts.map((part) => t(`incidentPart.${part}`)).join(locale === 'en' ? ', ' : '、');
  return (
    <article className={styles.incident} data-testid="incident" data-state={incident.state}>
      <h3>{locale === 'en' ? incident.titleEn : incident.titleZh}</h3>
      <div className={styles.chips}>
        <Chip tone={incident.state === 'resolved' ? 'good' : 'warn'}>{t(`incident.${incident.state}`)}</Chip>
        <Chip tone={incident.weight === 'critical' ? 'bad' : 'plain'}>{t(`incidentWeight.${incident.weight}`)}</Chip>
      </div>
      <span>{t('incident.affects', { parts })}</span>
      <ol className={styles.steps}>
        {incident.updates.map((update) => (
          <li key={update.at}>
            <strong>{t(`incident.${update.state}`)}</strong>
            <time dateTime={update.at}>{minuteOf(update.at)}</time>
            {locale === 'en' ? update.textEn : update.textZh}
          </li>
        ))}
      </ol>
    </article>
  );
}
