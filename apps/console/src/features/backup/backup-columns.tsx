import type { BackupView } from '@tessera/contract';
import type { TableProps } from 'antd';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { BackupActs } from './backup-acts.tsx';

const TONES: Record<BackupView['state'], Tone> = { running: 'brand', complete: 'good', failed: 'bad', removed: 'quiet' };
const DRILL_TONES = { running: 'brand', passed: 'good', failed: 'bad' } as const satisfies Record<string, Tone>;
const KIB = 1024;

/** Three digits and a unit: `12.4 MB`. */
export function sizeWords(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log(bytes) / Math.log(KIB)) : 0);
  const value = bytes / KIB ** step;
  return `${step === 0 ? value : value.toPrecision(3)} ${units[step] ?? ''}`;
}

export function backupColumns(t: Texts): NonNullable<TableProps<BackupView>['columns']> {
  return [
    {
      title: t('backups.name'),
      key: 'name',
      render: (_, row) => (
        <span className="two-lines">
          <span className="mono">{row.name}</span>
          <small>{`${t(`backupKind.${row.kind}`)} · ${row.requestedBy === 'system' || row.requestedBy === 'command' ? t(`backupBy.${row.requestedBy}`) : row.requestedBy}`}</small>
        </span>
      ),
    },
    { title: t('field.time'), key: 'at', render: (_, row) => <Time at={row.startedAt} /> },
    { title: t('field.status'), key: 'state', render: (_, row) => <BackupStatus row={row} /> },
    { title: t('backups.drill'), key: 'drill', render: (_, row) => <DrillStatus row={row} /> },
    {
      title: t('backups.size'),
      key: 'size',
      align: 'right',
      render: (_, row) => <span className="number">{row.size === null ? '—' : sizeWords(row.size)}</span>,
    },
    {
      title: t('backups.pages'),
      key: 'pages',
      align: 'right',
      render: (_, row) => <span className="number">{row.pages === null ? '—' : row.pages}</span>,
    },
    { title: t('field.acts'), key: 'acts', align: 'right', render: (_, row) => <BackupActs row={row} /> },
  ];
}

function BackupStatus(props: { row: BackupView }) {
  const t = useTexts();
  const { state, fault } = props.row;
  return (
    <span className="two-lines">
      <Status tone={TONES[state]}>{t(`backupState.${state}`)}</Status>
      {fault !== null && <small>{t(`backupFault.${fault}`)}</small>}
    </span>
  );
}

function DrillStatus(props: { row: BackupView }) {
  const t = useTexts();
  const { drill } = props.row;
  if (!drill) return <span className="quiet">{t('backups.notDrilled')}</span>;
  return (
    <span className="two-lines">
      <Status tone={DRILL_TONES[drill.state]}>{t(`drillState.${drill.state}`)}</Status>
      {drill.state === 'passed' ? (
        <small>{t('backups.verified', { transfers: drill.transfers ?? 0 })}</small>
      ) : (
        drill.faults.map((fault) => <small key={fault}>{t(`backupFault.${fault}`)}</small>)
      )}
    </span>
  );
}
