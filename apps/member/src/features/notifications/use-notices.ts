import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSettings } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

const PAGE_SIZE = 30;
const NO_CURSOR: string | undefined = undefined;

export function useUnreadCount() {
  return useQuery({ queryKey: [...keys.notices, 'count'], queryFn: () => client.notifications.countOwnNotices(), staleTime: 30_000 });
}

/** The member's notices, newest first, page by page, in the language of the screen. */
export function useOwnNotices() {
  const { locale } = useSettings();
  return useInfiniteQuery({
    queryKey: [...keys.notices, 'list', locale],
    queryFn: ({ pageParam }) => client.notifications.listOwnNotices({ language: locale, limit: PAGE_SIZE, cursor: pageParam }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useReadNotices() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: keys.notices });
  const one = useMutation({ mutationFn: (noticeId: NoticeId) => client.notifications.readOwnNotice({ noticeId }), onSettled });
  const all = useMutation({ mutationFn: (upToId: NoticeId) => client.notifications.readOwnNotices({ upToId }), onSettled });
  return { one, all };
}
type NoticeId = Parameters<typeof client.notifications.readOwnNotice>[0]['noticeId'];

export function useStatus() {
  return useQuery({ queryKey: keys.status, queryFn: () => client.notifications.showStatus(), staleTime: 30_000 });
}

export function useNoticePreferences() {
  return useQuery({ queryKey: [...keys.notices, 'preferences'], queryFn: () => client.notifications.getOwnNoticePreferences() });
}

type Choice = Parameters<typeof client.notifications.setOwnNoticePreferences>[0];

export function useSetNoticePreferences() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (choice: Choice) => client.notifications.setOwnNoticePreferences(choice),
    onSuccess: (saved) => queries.setQueryData([...keys.notices, 'preferences'], saved),
  });
}
