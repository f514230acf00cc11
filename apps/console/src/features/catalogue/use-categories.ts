import { useMutation, useQuery } from '@tanstack/react-query';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useLookAgain } from './use-items.ts';

/** All of them: there are two hundred at most. */
export function useCategories() {
  return useQuery({ queryKey: ['catalogue', 'categories'], queryFn: ({ signal }) => client.catalogue.listCategories({}, { signal }) });
}

export function useCreateCategory() {
  return useMutation({ mutationFn: useKeyedCall(client.catalogue.createCategory), onSuccess: useLookAgain() });
}

type Change = Parameters<typeof client.catalogue.updateCategory>[0];

/** One after the other: each says where it stands, so doing it again changes nothing. */
export function useUpdateCategories() {
  return useMutation({
    mutationFn: async (changes: readonly Change[]) => {
      for (const change of changes) await client.catalogue.updateCategory(change);
    },
    onSettled: useLookAgain(),
  });
}
