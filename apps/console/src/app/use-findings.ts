import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCan, useSession } from '../shared/session.tsx';
import { useTexts } from '../shared/texts.ts';
import { navOf } from './nav.ts';
import { type Finding, SEARCHES } from './searches.ts';

/** Pages that match at once, and records that match once typing pauses. */
export function useFindings(text: string, q: string): { findings: Finding[]; searching: boolean } {
  const t = useTexts();
  const can = useCan();
  const pages = navOf(useSession())
    .flatMap((group) => group.items)
    .filter((item) => t(item.label).toLowerCase().includes(text.toLowerCase()))
    .map((item): Finding => ({ key: item.to, group: t('palette.pages'), icon: item.icon, title: t(item.label), to: item.to }));
  const searches = SEARCHES.filter((search) => can(search.permission));
  const results = useQueries({
    queries: searches.map((search) => ({
      queryKey: ['palette', search.label, q, t('palette.pages')],
      queryFn: ({ signal }: { signal: AbortSignal }) => search.find(q, signal, t),
      enabled: q !== '',
      placeholderData: keepPreviousData,
    })),
  });
  const records =
    q === '' || text === ''
      ? []
      : searches.flatMap((search, index) => (results[index]?.data ?? []).map((row) => ({ ...row, group: t(search.label), icon: search.icon })));
  return { findings: [...pages, ...records], searching: results.some((result) => result.isFetching) };
}
