import type { BackupView } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { App, Button } from 'antd';
import { useConfirm } from '../../shared/confirm.tsx';
import { Icon } from '../../shared/icons.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useDrillBackup, useFetchBackup } from './use-backups.ts';

/** What can be done with one backup. */
export function BackupActs(props: { row: BackupView }) {
  const { row } = props;
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const drill = useDrillBackup();
  const fetch = useFetchBackup();
  if (row.state !== 'complete' || !can('backup.write')) return null;
  const askDrill = () =>
    confirm({
      title: t('backups.drillTitle', { name: row.name }),
      changes: [t('backups.drillBeside'), t('backups.drillLoad')],
      ok: t('backups.drillStart'),
      run: () => drill.mutateAsync(row.id),
    });
  const askFetch = () =>
    confirm({
      title: t('backups.fetchTitle', { name: row.name }),
      changes: [t('backups.fetchAll'), t('backups.fetchRecorded')],
      ok: t('backups.fetch'),
      // It may take minutes, so the question does not wait for it.
      run: async () => fetch.mutate(row, { onError: (error) => message.error(t(errorKey(error))) }),
    });
  return (
    <span className="row-acts">
      <Button size="small" disabled={row.drill?.state === 'running'} onClick={askDrill} data-testid="backup-drill">
        {t('backups.drillStart')}
      </Button>
      <Button
        size="small"
        type="text"
        icon={<Icon name="download" size={16} />}
        loading={fetch.isPending}
        aria-label={t('backups.fetchTitle', { name: row.name })}
        title={t('backups.fetch')}
        onClick={askFetch}
      />
    </span>
  );
}
