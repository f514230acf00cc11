import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Survey, SurveyAudience } from '@tessera/contract';
import { SURVEY_STATES } from '@tessera/contract/survey-words';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import type { Tone } from '../../shared/status.tsx';
import type { Filters } from '../../shared/use-filters.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const SURVEY_FILTERS = ['q', 'state'] as const;

export function useSurveys(filters: Filters) {
  const query = { q: filters.get('q') || undefined, state: filters.pick('state', SURVEY_STATES) };
  return useKeyset({
    key: ['surveys', 'page', query],
    fetch: (paging, signal) => client.surveys.listSurveys({ ...query, ...paging }, { signal }),
  });
}

export function useSurvey(surveyId: Id<'survey'>) {
  return useQuery({ queryKey: ['surveys', 'one', surveyId], queryFn: ({ signal }) => client.surveys.getSurvey({ surveyId }, { signal }) });
}

export function useResults(surveyId: Id<'survey'> | null, departmentId?: Id<'department'>) {
  return useQuery({
    queryKey: ['surveys', 'results', surveyId, departmentId ?? ''],
    queryFn: ({ signal }) => {
      if (!surveyId) throw new RangeError('asked for no survey');
      return client.surveys.getSurveyResults({ surveyId, departmentId }, { signal });
    },
    enabled: surveyId !== null,
    placeholderData: keepPreviousData,
  });
}

export function useComments(query: { surveyId: Id<'survey'>; key: string | undefined; q: string | undefined }) {
  return useKeyset({
    key: ['surveys', 'comments', query],
    fetch: (paging, signal) => client.surveys.listSurveyComments({ ...query, ...paging }, { signal }),
  });
}

export function useAudienceCount(audience: SurveyAudience) {
  return useQuery({
    queryKey: ['surveys', 'audience', audience],
    queryFn: ({ signal }) => client.surveys.countSurveyAudience({ audience }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** The levels of every points programme, by what a choice of one is called. */
export function useLevels(enabled: boolean) {
  return useQuery({
    queryKey: ['surveys', 'levels'],
    queryFn: async ({ signal }) => {
      const { items } = await client.loyalty.listPointsProgrammes({}, { signal });
      const ladders = await Promise.all(items.map(({ id }) => client.loyalty.getPointsLevels({ pointsProgrammeId: id }, { signal })));
      return items.flatMap((programme, at) => (ladders[at]?.levels ?? []).map((level, index) => ({ programme, level, rank: index + 1 })));
    },
    enabled,
  });
}

/** What may be done with a survey; lists and pages look again by themselves. */
export function useSurveyActs() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['surveys'] });
  return {
    create: useMutation({ mutationFn: useKeyedCall(client.surveys.createSurvey), onSuccess }),
    update: useMutation({ mutationFn: useKeyedCall(client.surveys.updateSurvey), onSuccess }),
    open: useMutation({ mutationFn: useKeyedCall(client.surveys.openSurvey), onSuccess }),
    end: useMutation({ mutationFn: useKeyedCall(client.surveys.endSurvey), onSuccess }),
    recall: useMutation({ mutationFn: useKeyedCall(client.surveys.recallSurvey), onSuccess }),
    copy: useMutation({ mutationFn: useKeyedCall(client.surveys.copySurvey), onSuccess }),
    remove: useMutation({ mutationFn: useKeyedCall(client.surveys.removeSurvey), onSuccess }),
  };
}

export const TONES: Record<Survey['state'], Tone> = { draft: 'quiet', scheduled: 'brand', open: 'good', closed: 'warn' };
