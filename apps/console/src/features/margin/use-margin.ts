import { useMutation, useQuery } from '@tanstack/react-query';
import type { MarginDimension } from '@tessera/contract';
import { businessDayOf, dayAfter } from '@tessera/kernel';
import { TIME_ZONE } from '@tessera/ui';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { type Filters, readDay } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

const KEY = 'settlement';
export const DIMENSIONS = ['month', 'issuer', 'programme', 'merchant', 'item'] as const satisfies readonly MarginDimension[];
export const MARGIN_FILTERS = ['from', 'to', 'by', 'issuer', 'programme', 'merchant', 'item'] as const;
/** Three months, as long as one looks back at when a month is closed. */
const USUAL_DAYS = 92;
type Language = 'zh-CN' | 'en';

export function readBy(filters: Filters): MarginDimension {
  return filters.pick('by', DIMENSIONS) ?? 'month';
}

/** The days that were chosen, or the last three months. */
export function readRange(filters: Filters): { from: string; to: string } {
  const to = readDay(filters, 'to') ?? businessDayOf(new Date(), TIME_ZONE);
  return { from: readDay(filters, 'from') ?? dayAfter(to, 1 - USUAL_DAYS), to };
}

export function readAsked(filters: Filters) {
  return {
    ...readRange(filters),
    issuerId: readId<'organization'>(filters.get('issuer')),
    programmeId: readId<'pointsProgramme'>(filters.get('programme')),
    merchantId: readId<'organization'>(filters.get('merchant')),
    itemId: readId<'item'>(filters.get('item')),
  };
}

export function useMargin(filters: Filters) {
  const asked = { ...readAsked(filters), by: readBy(filters) };
  return useQuery({ queryKey: [KEY, 'margin', asked], queryFn: ({ signal }) => client.settlement.getMargin(asked, { signal }) });
}

export function useMarginLines(filters: Filters) {
  const asked = readAsked(filters);
  return useKeyset({
    key: [KEY, 'marginLines', asked],
    fetch: (paging, signal) => client.settlement.listMarginLines({ ...asked, ...paging }, { signal }),
  });
}

export function useBreakage(filters: Filters) {
  const range = readRange(filters);
  return useQuery({ queryKey: [KEY, 'breakage', range], queryFn: ({ signal }) => client.settlement.getBreakage(range, { signal }) });
}

export function useMarginFile(filters: Filters) {
  const asked = { ...readAsked(filters), by: readBy(filters) };
  return useMutation({
    mutationFn: (form: { format: 'xlsx' | 'csv' | 'pdf'; language: Language }) => client.settlement.exportMargin({ ...asked, ...form }),
  });
}
