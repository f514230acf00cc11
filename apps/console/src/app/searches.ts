import type { Permission } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { exactTime } from '@tessera/ui';
import { client } from '../shared/api.ts';
import type { IconName } from '../shared/icons.tsx';
import { readId } from '../shared/ids.ts';
import type { TextKey, Texts } from '../shared/texts.ts';

export type Finding = { key: string; group: string; icon: IconName; title: string; note?: string; to: string };
type Row = Omit<Finding, 'group' | 'icon'>;
export type Search = { icon: IconName; label: TextKey; permission: Permission; find: (q: string, signal: AbortSignal, t: Texts) => Promise<Row[]> };

const EACH = 5;

/** Where the palette looks, each asked only of those who may see its records. */
export const SEARCHES: readonly Search[] = [
  { icon: 'members', label: 'nav.members', permission: 'members.read', find: findMembers },
  { icon: 'cards', label: 'nav.cards', permission: 'cards.read', find: findCards },
  { icon: 'merchants', label: 'nav.merchants', permission: 'organizations.read', find: findMerchants },
  { icon: 'terminals', label: 'nav.terminals', permission: 'terminals.read', find: findTerminals },
  { icon: 'payments', label: 'nav.payments', permission: 'payments.read', find: findPayments },
];

async function findMembers(q: string, signal: AbortSignal): Promise<Row[]> {
  const { items } = await client.members.listMembers({ q, limit: EACH }, { signal });
  return items.map((member) => ({ key: member.id, title: member.name, note: member.memberNumber, to: `/members/${member.id}` }));
}

async function findCards(q: string, signal: AbortSignal, t: Texts): Promise<Row[]> {
  const { items } = await client.cards.listCards({ q, limit: EACH }, { signal });
  return items.map((card) => ({
    key: card.id,
    title: `${t(`card.${card.kind}`)} ···· ${card.tail}`,
    note: `${card.memberName} · ${t(`cardStatus.${card.status}`)}`,
    to: `/members/${card.memberId}`,
  }));
}

async function findMerchants(q: string, signal: AbortSignal, t: Texts): Promise<Row[]> {
  const { items } = await client.organizations.listOrganizations({ q, kind: 'merchant', limit: EACH }, { signal });
  return items.map((merchant) => ({
    key: merchant.id,
    title: merchant.name,
    note: merchant.category ? t(`category.${merchant.category}`) : undefined,
    to: `/merchants/${merchant.id}`,
  }));
}

async function findTerminals(q: string, signal: AbortSignal): Promise<Row[]> {
  const { items } = await client.terminals.listTerminals({ q, limit: EACH }, { signal });
  return items.map((terminal) => ({
    key: terminal.id,
    title: terminal.name,
    note: terminal.organizationName,
    to: `/terminals?q=${encodeURIComponent(terminal.name)}`,
  }));
}

/** A whole payment number is asked for itself; anything else is searched. */
async function findPayments(q: string, signal: AbortSignal, t: Texts): Promise<Row[]> {
  const paymentId = readId<'payment'>(q.toLowerCase());
  const items = paymentId
    ? [(await client.payments.getPayment({ paymentId }, { signal })).payment]
    : (await client.payments.listPayments({ q, limit: EACH }, { signal })).items;
  return items.map((payment) => ({
    key: payment.id,
    title: `${t(`payment.${payment.kind}`)} ${formatMoney(toMinor(payment.amountMinor))}`,
    note: `${payment.memberName} · ${exactTime(payment.at)}`,
    to: `/payments?payment=${payment.id}`,
  }));
}
