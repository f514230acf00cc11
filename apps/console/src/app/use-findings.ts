import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { Permission } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { friendlyTime, useSettings } from '@tessera/ui';
import { client } from '../shared/api.ts';
import type { IconName } from '../shared/icons.tsx';
import { readId } from '../shared/ids.ts';
import { useCan, useSession } from '../shared/session.tsx';
import { useTexts } from '../shared/texts.ts';
import { navOf } from './nav.ts';

export type Finding = { key: string; group: string; icon: IconName; title: string; note?: string; to: string };
type Search = { name: string; permission: Permission; run: (q: string, signal: AbortSignal) => Promise<Finding[]> };
const EACH = 5;

/** Pages that match at once, and records that match once typing pauses. */
export function useFindings(text: string, q: string): { findings: Finding[]; searching: boolean } {
  const t = useTexts();
  const can = useCan();
  const session = useSession();
  const pages = navOf(session)
    .flatMap((group) => group.items)
    .filter((item) => t(item.label).toLowerCase().includes(text.toLowerCase()))
    .map((item): Finding => ({ key: item.to, group: t('palette.pages'), icon: item.icon, title: t(item.label), to: item.to }));
  const searches = useSearches().filter((search) => can(search.permission));
  const results = useQueries({
    queries: searches.map((search) => ({
      queryKey: ['palette', search.name, q],
      queryFn: ({ signal }: { signal: AbortSignal }) => search.run(q, signal),
      enabled: q !== '',
      placeholderData: keepPreviousData,
    })),
  });
  const records = q === '' || text === '' ? [] : results.flatMap((result) => result.data ?? []);
  return { findings: [...pages, ...records], searching: results.some((result) => result.isFetching) };
}

function useSearches(): Search[] {
  const t = useTexts();
  const { locale } = useSettings();
  return [
    {
      name: 'members',
      permission: 'members.read',
      run: async (q, signal) =>
        (await client.members.listMembers({ q, limit: EACH }, { signal })).items.map((member) => ({ key: member.id, group: t('nav.members'), icon: 'members', title: member.name, note: member.memberNumber, to: `/members/${member.id}` })),
    },
    {
      name: 'cards',
      permission: 'cards.read',
      run: async (q, signal) =>
        (await client.cards.listCards({ q, limit: EACH }, { signal })).items.map((card) => ({
          key: card.id,
          group: t('nav.cards'),
          icon: 'cards',
          title: `${t(`card.${card.kind}`)} ···· ${card.tail}`,
          note: `${card.memberName} · ${t(`cardStatus.${card.status}`)}`,
          to: `/members/${card.memberId}`,
        })),
    },
    {
      name: 'merchants',
      permission: 'organizations.read',
      run: async (q, signal) =>
        (await client.organizations.listOrganizations({ q, kind: 'merchant', limit: EACH }, { signal })).items.map((merchant) => ({ key: merchant.id, group: t('nav.merchants'), icon: 'merchants', title: merchant.name, to: `/merchants/${merchant.id}` })),
    },
    {
      name: 'terminals',
      permission: 'terminals.read',
      run: async (q, signal) =>
        (await client.terminals.listTerminals({ q, limit: EACH }, { signal })).items.map((terminal) => ({
          key: terminal.id,
          group: t('nav.terminals'),
          icon: 'terminals',
          title: terminal.name,
          note: terminal.organizationName,
          to: `/terminals?q=${encodeURIComponent(terminal.name)}`,
        })),
    },
    {
      name: 'payments',
      permission: 'payments.read',
      run: async (q, signal) =>
        (await findPayments(q, signal)).map((payment) => ({
          key: payment.id,
          group: t('nav.payments'),
          icon: 'payments',
          title: `${t(`payment.${payment.kind}`)} ${formatMoney(toMinor(payment.amountMinor))}`,
          note: `${payment.memberName} · ${friendlyTime(payment.at, locale)}`,
          to: `/payments?payment=${payment.id}`,
        })),
    },
  ];
}

/** A whole payment number is asked for itself; anything else is searched. */
async function findPayments(q: string, signal: AbortSignal) {
  const paymentId = readId<'payment'>(q.toLowerCase());
  if (paymentId) return [(await client.payments.getPayment({ paymentId }, { signal })).payment];
  return (await client.payments.listPayments({ q, limit: EACH }, { signal })).items;
}
