import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OptionalPurpose, OwnPrivacy } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';

/** While a file is being made, the page looks again by itself, in case the live stream is down. */
const LOOK_AGAIN_MS = 3_000;

export function useOwnPrivacy() {
  return useQuery({
    queryKey: keys.privacy,
    queryFn: () => client.privacy.getOwnPrivacy(),
    staleTime: 60_000,
    refetchInterval: (query) => (query.state.data?.exports[0]?.status === 'waiting' ? LOOK_AGAIN_MS : false),
  });
}

/** A change that answers the whole page. */
function useChange<Input>(change: (input: Input) => Promise<OwnPrivacy>) {
  const t = useTexts();
  const toast = useToast();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (privacy) => queries.setQueryData(keys.privacy, privacy),
    onError: (error) => {
      toast(t(errorKey(error)));
      return queries.invalidateQueries({ queryKey: keys.privacy });
    },
  });
}

export function useAnswerNotice() {
  return useChange((answer: { version: number; purposes: OptionalPurpose[] }) => client.privacy.answerNotice(answer));
}

export function useSetConsent() {
  return useChange((choice: { purpose: OptionalPurpose; given: boolean }) => client.privacy.setOwnConsent(choice));
}

export function useCancelErasure() {
  return useChange(() => client.privacy.cancelOwnErasure());
}

/** The sheet shows what went wrong itself: a wrong password is tried again in place. */
export function useRequestErasure() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (password: string) => client.privacy.requestOwnErasure({ password }),
    onSuccess: (privacy) => queries.setQueryData(keys.privacy, privacy),
  });
}

export function useRequestExport() {
  const t = useTexts();
  const toast = useToast();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.privacy.requestOwnExport(),
    onSuccess: () => toast(t('privacy.exportAsked')),
    onError: (error) => toast(t(errorKey(error))),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.privacy }),
  });
}

/** Hands the file to the browser to keep. */
export function useSaveExport() {
  const t = useTexts();
  const toast = useToast();
  return useMutation({
    mutationFn: (exportId: OwnPrivacy['exports'][number]['id']) => client.privacy.downloadOwnExport({ exportId }),
    onSuccess: (file) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = 'tessera-my-data.zip';
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onError: (error) => toast(t(errorKey(error))),
  });
}

export function useConsents() {
  return useInfiniteQuery({
    queryKey: [...keys.privacy, 'consents'],
    queryFn: ({ pageParam }) => client.privacy.listOwnConsents({ limit: 20, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useOwnNotices() {
  return useQuery({ queryKey: [...keys.privacy, 'notices'], queryFn: () => client.privacy.listPublishedNotices() });
}
