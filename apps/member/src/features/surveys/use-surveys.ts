import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { memberSurveysCatalog } from '@tessera/messages';
import { createTexts, useKeyedCall } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

export const { TextsProvider, useTexts: useSurveyTexts } = createTexts(memberSurveysCatalog);

const PAGE_COUNT = 20;

export function useOwnSurveys() {
  return useInfiniteQuery({
    queryKey: [...keys.surveys, 'list'],
    queryFn: ({ pageParam }) => client.surveys.listOwnSurveys({ limit: PAGE_COUNT, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });
}

export function useOwnSurvey(surveyId: Id<'survey'>) {
  return useQuery({ queryKey: [...keys.surveys, 'one', surveyId], queryFn: () => client.surveys.getOwnSurvey({ surveyId }) });
}

export function useAnswer() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: useKeyedCall(client.surveys.answerOwnSurvey),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.surveys }),
  });
}
