import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SettingView } from '@tessera/contract';
import { client } from '../../shared/api.ts';

export function useSettingList() {
  return useQuery({ queryKey: ['settings', 'all'], queryFn: ({ signal }) => client.settings.listSettings({}, { signal }) });
}

function useSettingsChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['settings', 'audit', 'backups'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useUpdateSetting() {
  type Change = { key: SettingView['key']; value: SettingView['value'] };
  return useMutation({ mutationFn: (change: Change) => client.settings.updateSetting(change), onSuccess: useSettingsChanged() });
}

export function useResetSetting() {
  const changed = useSettingsChanged();
  return async (key: SettingView['key']) => {
    await client.settings.resetSetting({ key });
    await changed();
  };
}
