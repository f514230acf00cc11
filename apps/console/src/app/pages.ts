/** One chunk per page; the navigation fetches a chunk when the pointer or the focus comes near its link. */
export const pages = {
  today: () => import('./today-page.tsx').then((m) => m.TodayPage),
  members: () => import('../features/members/members-page.tsx').then((m) => m.MembersPage),
  member: () => import('./member-page.tsx').then((m) => m.MemberPage),
  cards: () => import('../features/cards/cards-page.tsx').then((m) => m.CardsPage),
  merchants: () => import('../features/organizations/merchants-page.tsx').then((m) => m.MerchantsPage),
  merchant: () => import('./merchant-page.tsx').then((m) => m.MerchantPage),
  terminals: () => import('../features/terminals/terminals-page.tsx').then((m) => m.TerminalsPage),
  staff: () => import('../features/organizations/staff-page.tsx').then((m) => m.StaffPage),
  payments: () => import('../features/payments/payments-page.tsx').then((m) => m.PaymentsPage),
  topUp: () => import('../features/payments/top-up-page.tsx').then((m) => m.TopUpPage),
  journal: () => import('../features/ledger/journal-page.tsx').then((m) => m.JournalPage),
  journalPage: () => import('../features/ledger/journal-detail-page.tsx').then((m) => m.JournalDetailPage),
  trialBalance: () => import('../features/ledger/trial-balance-page.tsx').then((m) => m.TrialBalancePage),
  audit: () => import('../features/audit/audit-page.tsx').then((m) => m.AuditPage),
  auditOverview: () => import('../features/audit/overview-page.tsx').then((m) => m.OverviewPage),
  auditChain: () => import('../features/audit/chain-page.tsx').then((m) => m.ChainPage),
};
