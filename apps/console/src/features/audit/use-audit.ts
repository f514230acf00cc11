import { useQuery } from '@tanstack/react-query';
import type { AuditRecord } from '@tessera/contract';
import { AUDIT_OUTCOMES } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { readId } from '../../shared/ids.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';

/** A filter that is one value in the address, chosen by following a record. */
export const FOLLOWED = ['actor', 'name', 'org', 'kind', 'target', 'request', 'address'] as const;
export type Followed = (typeof FOLLOWED)[number];
const FILTERS = ['q', 'from', 'to', 'action', 'outcome', ...FOLLOWED] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const POLL_MS = 700;

export type AuditQuery = Omit<NonNullable<Parameters<typeof client.audit.listRecords>[0]>, 'cursor' | 'limit'>;

/** What the address asks for; what is no id or no day is left out, so that a hand-written address cannot break the list. */
export function useAuditQuery(): { filters: Filters; query: AuditQuery } {
  const filters = useFilters(FILTERS);
  const query: AuditQuery = {
    q: filters.get('q'),
    from: beginOf(filters.get('from')),
    to: beginOf(filters.get('to'), 1),
    action: filters.get('action'),
    outcome: filters.pick('outcome', AUDIT_OUTCOMES),
    actorId: readId(filters.get('actor')),
    actorName: filters.get('name'),
    organizationId: readId<'organization'>(filters.get('org')),
    targetKind: filters.get('kind'),
    targetId: filters.get('target'),
    requestId: filters.get('request'),
    address: filters.get('address'),
  };
  return { filters, query };
}

/** Midnight of the operator's day, some days on; the operator's zone has one offset all year. */
function beginOf(day: string | undefined, daysOn = 0): string | undefined {
  if (!day || !DAY.test(day)) return undefined;
  const at = new Date(`${day}T00:00:00+08:00`);
  if (Number.isNaN(at.getTime())) return undefined;
  at.setUTCDate(at.getUTCDate() + daysOn);
  return at.toISOString();
}

/** The address of the list with one filter: everything by the same actor, on the same target, of the same request. */
export function followPath(name: Followed | 'action', value: string): string {
  return `/audit?${new URLSearchParams({ [name]: value })}`;
}

/** Who somebody is in a filter: by id, or by name where there is none. */
export function actorFilter(record: Pick<AuditRecord, 'actorId' | 'actorName'>): [Followed, string] {
  return record.actorId ? ['actor', record.actorId] : ['name', record.actorName];
}

export function useRecord(recordId: Id<'audit'>) {
  return useQuery({
    queryKey: ['audit', 'record', recordId],
    queryFn: ({ signal }) => client.audit.getRecord({ recordId }, { signal }),
    staleTime: 30_000,
  });
}

export function useActions() {
  return useQuery({
    queryKey: ['audit', 'words', 'action'],
    queryFn: ({ signal }) => client.audit.listWords({ kind: 'action' }, { signal }),
    staleTime: 60_000,
  });
}

export function useChain() {
  return useQuery({ queryKey: ['audit', 'chain'], queryFn: ({ signal }) => client.audit.getChain({}, { signal }), refetchInterval: 10_000 });
}

/** The newest walk over the chain; followed closely while it runs. */
export function useLatestVerification() {
  return useQuery({
    queryKey: ['audit', 'verification', 'latest'],
    queryFn: async ({ signal }) => (await client.audit.listVerifications({ limit: 1 }, { signal })).items[0] ?? null,
    refetchInterval: (query) => (query.state.data?.state === 'running' ? POLL_MS : false),
  });
}

export function useOverview(days: '1' | '7' | '30') {
  return useQuery({
    queryKey: ['audit', 'overview', days],
    queryFn: ({ signal }) => client.audit.getSecurityOverview({ days }, { signal }),
    refetchInterval: 60_000,
  });
}
