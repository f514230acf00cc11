import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Provider } from '@tessera/contract';
import { client } from '../../shared/api.ts';

const KEY = ['providers'];
export type ProviderValues = Omit<Provider, 'hasSecret' | 'redirectUris' | 'changedAt'> & { clientSecret?: string };

export function useProviders() {
  return useQuery({ queryKey: KEY, queryFn: () => client.onboarding.listProviders() });
}

export function useSaveProvider() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (values: ProviderValues) => client.onboarding.saveProvider(values),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useDeleteProvider() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => client.onboarding.deleteProvider({ key }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useTestProvider() {
  return useMutation({ mutationFn: (key: string) => client.onboarding.testProvider({ key }) });
}
