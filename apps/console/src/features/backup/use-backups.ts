import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BackupView } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

/** While something runs its progress is asked for, should live news be late. */
const LOOK_AGAIN_MS = 2_000;

export function useBackups(filters: { state?: BackupView['state'] }) {
  return useKeyset({
    key: ['backups', 'page', filters],
    fetch: (paging, signal) => client.backup.listBackups({ ...filters, ...paging }, { signal }),
  });
}

export function useBackupOverview() {
  return useQuery({
    queryKey: ['backups', 'overview'],
    queryFn: ({ signal }) => client.backup.getBackupOverview({}, { signal }),
    refetchInterval: (query) => (query.state.data?.running ? LOOK_AGAIN_MS : false),
  });
}

function useBackupsChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['backups', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useMakeBackup() {
  const make = useKeyedCall(client.backup.makeBackup);
  return useMutation({ mutationFn: () => make({}), onSuccess: useBackupsChanged() });
}

export function useDrillBackup() {
  return useMutation({ mutationFn: (backupId: BackupView['id']) => client.backup.drillBackup({ backupId }), onSuccess: useBackupsChanged() });
}

export function useFetchBackup() {
  const changed = useBackupsChanged();
  return useMutation({
    mutationFn: async ({ id, name }: BackupView) => saveFile(`${name}.tessera-backup`, await client.backup.downloadBackup({ backupId: id })),
    onSuccess: changed,
  });
}
