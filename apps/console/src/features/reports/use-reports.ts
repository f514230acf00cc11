import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { MemberSegment, ReportDimension } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import { TIME_ZONE, useSettings } from '@tessera/ui';
import dayjs from 'dayjs';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useCan, useSession } from '../../shared/session.tsx';
import { type Filters, readDay } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

const KEY = 'reports';
/** Sums follow the lists within minutes. */
const LOOK_AGAIN_MS = 60_000;
const USUAL_DAYS = 30;
export const FILTERS = ['from', 'to', 'merchant', 'shop', 'region', 'department', 'memberKind'] as const;
const KINDS = ['student', 'staff', 'visitor', 'customer', 'guardian', 'anonymous'] as const;
export const SEGMENTS = ['core', 'regular', 'bigSpender', 'occasional', 'slipping', 'gone'] as const satisfies readonly MemberSegment[];

const DIMENSIONS = {
  operator: ['merchant', 'shop', 'region', 'terminal', 'hour', 'way', 'item', 'category', 'department', 'memberKind', 'issuer'],
  issuer: ['merchant', 'shop', 'region', 'hour', 'way', 'item', 'category', 'department', 'memberKind'],
  merchant: ['shop', 'region', 'terminal', 'hour', 'way', 'item', 'category', 'memberKind'],
} as const satisfies Record<string, readonly ReportDimension[]>;

/** By what the reader may take sums apart, beside the day. */
export function useDimensions(): readonly ReportDimension[] {
  return DIMENSIONS[useSession().staff?.organizationKind ?? 'operator'];
}

/** The last thirty days, until others are chosen. */
export function useReportQuery(filters: Filters) {
  const to = readDay(filters, 'to') ?? businessDayOf(new Date(), TIME_ZONE);
  const from =
    readDay(filters, 'from') ??
    dayjs(to)
      .subtract(USUAL_DAYS - 1, 'day')
      .format('YYYY-MM-DD');
  return {
    from,
    to,
    merchantId: readId<'organization'>(filters.get('merchant')),
    shopId: readId<'shop'>(filters.get('shop')),
    region: filters.get('region'),
    departmentId: readId<'department'>(filters.get('department')),
    memberKind: filters.pick('memberKind', KINDS),
  };
}
export type ReportQuery = ReturnType<typeof useReportQuery>;

export function useReport(query: ReportQuery) {
  return useQuery({
    queryKey: [KEY, 'one', query],
    queryFn: ({ signal }) => client.reports.getReport(query, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useReportRows(query: ReportQuery, by: ReportDimension) {
  return useQuery({
    queryKey: [KEY, 'rows', by, query],
    queryFn: ({ signal }) => client.reports.listReportRows({ ...query, by }, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useSegments({ from, to, merchantId }: ReportQuery) {
  const query = { from, to, merchantId };
  return useQuery({
    queryKey: [KEY, 'segments', query],
    queryFn: ({ signal }) => client.reports.getReportSegments(query, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useSegmentMembers({ from, to, merchantId }: ReportQuery, segment: MemberSegment | undefined) {
  const query = { from, to, merchantId, segment };
  return useKeyset({
    key: [KEY, 'members', query],
    fetch: (paging, signal) => client.reports.listReportMembers({ ...query, ...paging }, { signal }),
  });
}

export function useReportTerms() {
  const isAllowed = useCan()('payments.read');
  return useQuery({
    queryKey: ['settings', 'terms'],
    queryFn: ({ signal }) => client.payments.listTerms({}, { signal }),
    staleTime: LOOK_AGAIN_MS,
    enabled: isAllowed,
  });
}

export function useExportReport(fileName: string) {
  const { locale } = useSettings();
  return useMutation({
    mutationFn: (asked: ReportQuery & { by: ReportDimension; format: 'csv' | 'xlsx' }) => client.reports.exportReport({ ...asked, language: locale }),
    onSuccess: (file, { format, from, to }) => saveFile(`${fileName} ${from} ${to}.${format}`, file),
  });
}
