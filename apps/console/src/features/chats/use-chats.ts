import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';

export const QUEUES = ['waiting', 'mine', 'talking', 'closed'] as const;
export type Queue = (typeof QUEUES)[number];
export const TEXT_MAX = 1_000;
const PAGE_COUNT = 30;

export function useChats(query: { only: Queue; q: string | undefined }) {
  return useInfiniteQuery({
    queryKey: ['chats', 'queue', query],
    queryFn: ({ pageParam, signal }) => client.chats.listChats({ ...query, limit: PAGE_COUNT, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (before) => before,
  });
}

export function useChatCounts() {
  return useQuery({ queryKey: ['chats', 'count'], queryFn: ({ signal }) => client.chats.countChats(undefined, { signal }) });
}

export function useChat(chatId: Id<'chat'>) {
  return useQuery({ queryKey: ['chats', 'one', chatId], queryFn: ({ signal }) => client.chats.getChat({ chatId }, { signal }) });
}

export function useChatDesk() {
  return useQuery({ queryKey: ['chats', 'desk'], queryFn: ({ signal }) => client.chats.listChatDesk(undefined, { signal }) });
}

function useChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['chats'] });
}

/** A refusal shows the chat anew too: a colleague may have taken it. */
export const useTake = () => useMutation({ mutationFn: useKeyedCall(client.chats.takeChat), onSettled: useChanged() });
export const useHand = () => useMutation({ mutationFn: useKeyedCall(client.chats.handChat), onSettled: useChanged() });
export const useSay = () => useMutation({ mutationFn: useKeyedCall(client.chats.writeToChat), onSettled: useChanged() });
export const useSeen = () => useMutation({ mutationFn: useKeyedCall(client.chats.readChat) });
export const useEnd = () => useMutation({ mutationFn: useKeyedCall(client.chats.closeChat), onSettled: useChanged() });
export const useMoveToCase = () => useMutation({ mutationFn: useKeyedCall(client.chats.moveChatToCase), onSettled: useChanged() });
