import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { memberChatsCatalog } from '@tessera/messages';
import { createTexts, useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

export const { TextsProvider, useTexts: useChatTexts } = createTexts(memberChatsCatalog);

const PAGE_COUNT = 20;
/** For a notice that did not arrive. */
const LOOK_AGAIN_MS = 20_000;

export const useChatDesk = () => useQuery({ queryKey: [...keys.chats, 'desk'], queryFn: () => client.chats.getOwnChatDesk() });

export function useChat(chatId: Id<'chat'>) {
  return useQuery({
    queryKey: [...keys.chats, 'one', chatId],
    queryFn: () => client.chats.getOwnChat({ chatId }),
    refetchInterval: (query) => (query.state.data?.chat.state === 'closed' ? false : LOOK_AGAIN_MS),
  });
}

export function useOwnChats() {
  return useInfiniteQuery({
    queryKey: [...keys.chats, 'list'],
    queryFn: ({ pageParam }) => client.chats.listOwnChats({ limit: PAGE_COUNT, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: keys.chats });
}

/** A refusal shows it anew too: somebody may have ended the chat, or the desk have gone home. */
export const useStart = () => useMutation({ mutationFn: useKeyedCall(client.chats.startOwnChat), onSettled: useChanged() });
export const useSay = () => useMutation({ mutationFn: useKeyedCall(client.chats.writeToOwnChat), onSettled: useChanged() });
export const useSeen = () => useMutation({ mutationFn: useKeyedCall(client.chats.readOwnChat) });
export const useEnd = () => useMutation({ mutationFn: useKeyedCall(client.chats.closeOwnChat), onSettled: useChanged() });
export function useOpenCase() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: useKeyedCall(client.disputes.openOwnDispute),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.disputes }),
  });
}
