import type { OrganizationKind, Permission, Session } from '@tessera/contract';
import type { IconName } from '../shared/icons.tsx';
import type { TextKey } from '../shared/texts.ts';
import { pages } from './pages.ts';

export type NavItem = { to: string; label: TextKey; icon: IconName; load: () => Promise<unknown> };
export type NavGroup = { label: TextKey | null; items: NavItem[] };
/** Of several rights, one is enough. */
type Entry = NavItem & { permission: Permission | readonly Permission[]; only?: OrganizationKind; never?: OrganizationKind };

/** Whoever may bring in some kind of table. */
export const IMPORTING = [
  'members.import',
  'subsidies.write',
  'mealplans.write',
  'slips.write',
  'migration.write',
  'guardians.write',
  'loyalty.grant',
] as const satisfies readonly Permission[];

const GROUPS: readonly { label: TextKey | null; items: readonly Entry[] }[] = [
  { label: null, items: [{ to: '/', label: 'nav.today', icon: 'today', permission: 'payments.read', load: pages.today }] },
  {
    label: 'nav.people',
    items: [
      { to: '/members', label: 'nav.members', icon: 'members', permission: 'members.read', load: pages.members },
      { to: '/cards', label: 'nav.cards', icon: 'cards', permission: 'cards.read', load: pages.cards },
      { to: '/migration', label: 'nav.migration', icon: 'cards', permission: 'migration.read', only: 'operator', load: pages.migration },
      { to: '/guardians', label: 'nav.guardians', icon: 'staff', permission: 'guardians.read', only: 'operator', load: pages.guardians },
      {
        to: '/imports',
        label: 'nav.imports',
        icon: 'upload',
        permission: IMPORTING,
        load: pages.imports,
      },
    ],
  },
  {
    label: 'nav.merchantsGroup',
    items: [
      { to: '/merchants', label: 'nav.merchants', icon: 'merchants', permission: 'organizations.read', only: 'operator', load: pages.merchants },
      {
        to: '/merchant-applications',
        label: 'nav.applications',
        icon: 'statement',
        permission: 'merchants.review',
        only: 'operator',
        load: pages.applications,
      },
      { to: '/merchants/own', label: 'nav.ownMerchant', icon: 'merchants', permission: 'organizations.read', only: 'merchant', load: pages.merchant },
      { to: '/terminals', label: 'nav.terminals', icon: 'terminals', permission: 'terminals.read', load: pages.terminals },
      { to: '/issuers', label: 'nav.issuers', icon: 'globe', permission: 'organizations.read', only: 'operator', load: pages.issuers },
    ],
  },
  {
    label: 'nav.memberServices',
    items: [
      { to: '/items', label: 'nav.items', icon: 'items', permission: 'catalogue.read', never: 'issuer', load: pages.items },
      { to: '/redemptions', label: 'nav.redemptions', icon: 'cards', permission: 'redemptions.read', load: pages.redemptions },
      { to: '/points', label: 'nav.points', icon: 'gift', permission: 'loyalty.read', load: pages.points },
      { to: '/campaigns', label: 'nav.promotions', icon: 'gift', permission: 'promotions.read', load: pages.campaigns },
    ],
  },
  {
    label: 'nav.ticketing',
    items: [
      { to: '/events', label: 'nav.events', icon: 'gift', permission: 'events.read', never: 'issuer', load: pages.events },
      { to: '/venues', label: 'nav.venues', icon: 'seats', permission: 'venues.read', never: 'issuer', load: pages.venues },
    ],
  },
  {
    label: 'nav.settling',
    items: [
      { to: '/settlement', label: 'nav.settlement', icon: 'statement', permission: 'settlement.periods', only: 'operator', load: pages.settlement },
      { to: '/margin', label: 'nav.margin', icon: 'statement', permission: 'settlement.periods', only: 'operator', load: pages.margin },
      { to: '/issuer-bills', label: 'nav.issuerBills', icon: 'statement', permission: 'settlement.read', never: 'merchant', load: pages.issuerBills },
      { to: '/deposits', label: 'nav.deposits', icon: 'payments', permission: 'deposits.read', never: 'merchant', load: pages.deposits },
      { to: '/payables', label: 'nav.payables', icon: 'payments', permission: 'settlement.read', never: 'issuer', load: pages.payables },
      { to: '/takings', label: 'nav.takingsStatements', icon: 'payments', permission: 'settlement.read', never: 'issuer', load: pages.takings },
      { to: '/payouts', label: 'nav.payouts', icon: 'upload', permission: 'settlement.payouts', only: 'operator', load: pages.payouts },
    ],
  },
  {
    label: 'nav.care',
    items: [
      { to: '/disputes', label: 'nav.disputes', icon: 'talk', permission: 'disputes.read', load: pages.disputes },
      { to: '/chats', label: 'nav.chats', icon: 'talk', permission: 'chats.answer', only: 'operator', load: pages.chats },
      { to: '/reviews', label: 'nav.reviews', icon: 'talk', permission: 'reviews.read', load: pages.reviews },
      { to: '/quality', label: 'nav.quality', icon: 'today', permission: 'reviews.read', load: pages.quality },
      {
        to: '/satisfaction',
        label: 'nav.satisfaction',
        icon: 'check',
        permission: 'satisfaction.read',
        only: 'operator',
        load: pages.satisfaction,
      },
      { to: '/surveys', label: 'nav.surveys', icon: 'statement', permission: 'surveys.read', only: 'operator', load: pages.surveys },
      { to: '/help', label: 'nav.help', icon: 'info', permission: 'faq.write', only: 'operator', load: pages.help },
    ],
  },
  {
    label: 'nav.takings',
    items: [
      { to: '/payments', label: 'nav.payments', icon: 'payments', permission: 'payments.read', load: pages.payments },
      { to: '/sales', label: 'nav.sales', icon: 'incoming', permission: 'payments.read', load: pages.sales },
      { to: '/shifts', label: 'nav.shifts', icon: 'drawer', permission: 'sales.readShifts', load: pages.shifts },
      { to: '/cash-moves', label: 'nav.cashMoves', icon: 'drawer', permission: 'sales.readShifts', only: 'operator', load: pages.cashMoves },
      { to: '/slips', label: 'nav.slips', icon: 'copy', permission: 'slips.read', only: 'operator', load: pages.slips },
      { to: '/alerts', label: 'nav.alerts', icon: 'warning', permission: 'alerts.read', only: 'operator', load: pages.alerts },
    ],
  },
  {
    label: 'nav.wallets',
    items: [
      { to: '/top-up', label: 'nav.topUp', icon: 'topUp', permission: 'payments.topUp', load: pages.topUp },
      { to: '/desk-cash', label: 'nav.deskCash', icon: 'drawer', permission: 'payments.topUp', only: 'operator', load: pages.deskCash },
      { to: '/withdrawals', label: 'nav.withdrawals', icon: 'refund', permission: 'funding.read', only: 'operator', load: pages.withdrawals },
      { to: '/subsidies', label: 'nav.subsidies', icon: 'plus', permission: 'subsidies.read', only: 'operator', load: pages.subsidies },
      { to: '/meal-plans', label: 'nav.mealplans', icon: 'meal', permission: 'mealplans.read', only: 'operator', load: pages.mealPlans },
      { to: '/gift-cards', label: 'nav.giftCards', icon: 'gift', permission: 'giftcards.read', only: 'operator', load: pages.giftCards },
      { to: '/gift-offers', label: 'nav.gifts', icon: 'gift', permission: 'gifts.read', only: 'operator', load: pages.giftOffers },
      { to: '/closures', label: 'nav.closures', icon: 'signOut', permission: 'closures.read', only: 'operator', load: pages.closures },
    ],
  },
  {
    label: 'nav.books',
    items: [
      { to: '/reports', label: 'nav.reports', icon: 'today', permission: 'reports.read', load: pages.reports },
      { to: '/statement', label: 'nav.statement', icon: 'statement', permission: 'payments.read', load: pages.statement },
      {
        to: '/reconciliation',
        label: 'nav.reconciliation',
        icon: 'check',
        permission: 'reconciliation.read',
        only: 'operator',
        load: pages.reconciliation,
      },
      {
        to: '/channel-orders',
        label: 'nav.channelOrders',
        icon: 'globe',
        permission: 'channels.read',
        only: 'operator',
        load: pages.channelOrders,
      },
      { to: '/journal', label: 'nav.journal', icon: 'journal', permission: 'ledger.read', load: pages.journal },
      { to: '/trial-balance', label: 'nav.trialBalance', icon: 'balance', permission: 'ledger.read', load: pages.trialBalance },
    ],
  },
  {
    label: 'nav.teams',
    items: [
      { to: '/departments', label: 'nav.departments', icon: 'tree', permission: 'departments.read', load: pages.departments },
      { to: '/staff', label: 'nav.staff', icon: 'staff', permission: 'staff.read', load: pages.staff },
      { to: '/roles', label: 'nav.roles', icon: 'key', permission: 'roles.read', load: pages.roles },
    ],
  },
  {
    label: 'nav.system',
    items: [
      { to: '/privacy', label: 'nav.privacy', icon: 'info', permission: 'privacy.read', only: 'operator', load: pages.notices },
      { to: '/erasures', label: 'nav.erasures', icon: 'user', permission: 'members.erase', only: 'operator', load: pages.erasures },
      { to: '/providers', label: 'nav.providers', icon: 'globe', permission: 'security.write', only: 'operator', load: pages.providers },
      { to: '/channels', label: 'nav.channels', icon: 'payments', permission: 'channels.read', only: 'operator', load: pages.channels },
      { to: '/keys', label: 'nav.keys', icon: 'lock', permission: 'security.write', only: 'operator', load: pages.keys },
      { to: '/settings', label: 'nav.settings', icon: 'settings', permission: 'settings.read', only: 'operator', load: pages.settings },
      { to: '/backups', label: 'nav.backups', icon: 'backup', permission: 'backup.read', only: 'operator', load: pages.backups },
      {
        to: '/announcements',
        label: 'nav.announcements',
        icon: 'info',
        permission: 'announcements.write',
        only: 'operator',
        load: pages.announcements,
      },
      { to: '/messages', label: 'nav.messages', icon: 'copy', permission: 'notifications.read', only: 'operator', load: pages.messages },
      { to: '/audit', label: 'nav.audit', icon: 'audit', permission: 'audit.read', load: pages.audit },
    ],
  },
];

/** The navigation of one person: by job, and only what they may open. */
export function navOf(session: Session): NavGroup[] {
  const kind = session.staff?.organizationKind ?? 'operator';
  return GROUPS.map((group) => ({
    label: group.label,
    items: group.items
      .filter(
        (item) =>
          [item.permission].flat().some((permission) => session.permissions.includes(permission)) &&
          (item.only ?? kind) === kind &&
          item.never !== kind,
      )
      .map(({ to, label, icon, load }) => ({
        to: to === '/merchants/own' ? `/merchants/${session.staff?.organizationId ?? ''}` : to,
        label,
        icon,
        load,
      })),
  })).filter((group) => group.items.length > 0);
}
