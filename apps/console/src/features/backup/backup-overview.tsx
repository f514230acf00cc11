import type { BackupView, backup, ResponseOf } from '@tessera/contract';
import { Alert, Progress } from 'antd';
import { CopyButton } from '../../shared/copy-button.tsx';
import { Facts, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

type Overview = ResponseOf<typeof backup.getBackupOverview>;

/** A schedule may be a day late before it is a matter of concern. */
const LATE_AFTER_MS = 48 * 60 * 60 * 1000;

/** Whether one may sleep well: the last good backup, the last rehearsal, what comes next. */
export function BackupOverview(props: { overview: Overview; nowMs: number }) {
  const t = useTexts();
  const { overview } = props;
  const { lastGoodAt, lastDrillAt, nextAt, nextDrillAt, running } = overview;
  const isLate = lastGoodAt === null || props.nowMs - Date.parse(lastGoodAt) > LATE_AFTER_MS;
  const at = (instant: string | null, otherwise: string) => (instant === null ? <span className="quiet">{otherwise}</span> : <Time at={instant} />);
  return (
    <Panel testId="backup-overview">
      {isLate && !running && (
        <Alert
          className="backup-alert"
          type="warning"
          showIcon
          title={t(lastGoodAt === null ? 'backups.none' : 'backups.late')}
          description={t('backups.lateHint')}
        />
      )}
      <Facts
        columns={2}
        rows={[
          { label: t('backups.lastGood'), value: at(lastGoodAt, t('backups.never')) },
          { label: t('backups.next'), value: at(nextAt, t('schedule.never')) },
          { label: t('backups.lastDrill'), value: at(lastDrillAt, t('backups.never')) },
          { label: t('backups.nextDrill'), value: at(nextDrillAt, t('schedule.never')) },
        ]}
      />
      {running && <Running running={running} />}
    </Panel>
  );
}

function Running(props: { running: BackupView }) {
  const t = useTexts();
  const { running } = props;
  const label = t(running.state === 'running' ? 'backups.making' : 'backups.drilling', { name: running.name });
  return (
    <div className="backup-running" role="status" data-testid="backup-running">
      <strong>{label}</strong>
      <Progress percent={Math.round(running.progress * 100)} status="active" aria-label={label} />
    </div>
  );
}

/** What to type on the day on which it matters. */
export function RestoreGuide(props: { overview: Overview; newest: string | undefined }) {
  const t = useTexts();
  const { folder, keyPlace, keyFile } = props.overview;
  const command = `npm run restore -- --backup=${props.newest ?? 'NAME'}`;
  return (
    <Panel title={t('restore.title')} testId="restore-guide">
      <ol className="restore-steps">
        <li>{t('restore.stop')}</li>
        <li>
          {t('restore.run')}
          <div className="restore-command">
            <code>{command}</code>
            <CopyButton text={command} label={t('restore.copy')} />
          </div>
        </li>
        <li>{t('restore.start')}</li>
      </ol>
      <p className="quiet">{t('restore.safe')}</p>
      <Facts
        rows={[
          { label: t('restore.folder'), value: <code className="mono">{folder}</code> },
          {
            label: t('restore.key'),
            value: keyPlace === 'variable' ? <code className="mono">BACKUP_PASSPHRASE</code> : <code className="mono">{keyFile}</code>,
          },
        ]}
      />
      <p className="restore-key">
        <strong>{t('restore.keyHint')}</strong>
        <span className="quiet">{t('restore.keyWhy')}</span>
      </p>
    </Panel>
  );
}
