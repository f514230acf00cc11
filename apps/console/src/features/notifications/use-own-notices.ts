import { useMutation, useQuery } from '@tanstack/react-query';
import { useSettings } from '@tessera/ui';
import { client, queryClient } from '../../shared/api.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

const KEY = 'notices';
const onSettled = () => queryClient.invalidateQueries({ queryKey: [KEY] });

export function useUnreadCount() {
  return useQuery({ queryKey: [KEY, 'count'], queryFn: () => client.notifications.countOwnNotices(), staleTime: 30_000 });
}

/** The person's own notices, newest first, in the language of the screen. */
export function useOwnNotices() {
  const { locale } = useSettings();
  return useKeyset({ key: [KEY, 'own', locale], fetch: (paging) => client.notifications.listOwnNotices({ language: locale, ...paging }) });
}

type NoticeId = Parameters<typeof client.notifications.readOwnNotice>[0]['noticeId'];

export function useReadNotices() {
  const one = useMutation({ mutationFn: (noticeId: NoticeId) => client.notifications.readOwnNotice({ noticeId }), onSettled });
  const all = useMutation({ mutationFn: (upToId: NoticeId) => client.notifications.readOwnNotices({ upToId }), onSettled });
  return { one, all };
}

const PREFERENCES = [KEY, 'preferences'];

export function useNoticePreferences() {
  return useQuery({ queryKey: PREFERENCES, queryFn: () => client.notifications.getOwnNoticePreferences() });
}

type Choice = Parameters<typeof client.notifications.setOwnNoticePreferences>[0];

export function useSetNoticePreferences() {
  return useMutation({
    mutationFn: (choice: Choice) => client.notifications.setOwnNoticePreferences(choice),
    onSuccess: (saved) => queryClient.setQueryData(PREFERENCES, saved),
  });
}
