import { DAY_MS, type Id } from '@tessera/kernel';
import { importsParts } from './import-kinds.ts';
import { alertsJobs, followSpending } from './modules/alerts/index.ts';
import { AUDIT_STEPS, createAuditJobs } from './modules/audit/index.ts';
import { type BackupPlace, createBackupJobs } from './modules/backup/index.ts';
import { createCardsJobs } from './modules/cards/index.ts';
import { chatsJobs } from './modules/chats/index.ts';
import { checkoutsJobs } from './modules/checkouts/index.ts';
import { depositsJobs } from './modules/deposits/index.ts';
import { disputesJobs } from './modules/disputes/index.ts';
import { giftcardsJobs } from './modules/giftcards/index.ts';
import { guardiansJobs } from './modules/guardians/index.ts';
import { identityJobs } from './modules/identity/index.ts';
import { createImportsJobs } from './modules/imports/index.ts';
import { inventoryJobs } from './modules/inventory/index.ts';
import { anchorHeads, expireHolds, foldPages, forgetDeclines } from './modules/ledger/index.ts';
import { followEarning, loyaltyJobs } from './modules/loyalty/index.ts';
import { mealplansJobs } from './modules/mealplans/index.ts';
import { membersJobs } from './modules/members/index.ts';
import { merchantsJobs } from './modules/merchants/index.ts';
import { migrationJobs } from './modules/migration/index.ts';
import { notify } from './modules/notifications/index.ts';
import { onboardingJobs } from './modules/onboarding/index.ts';
import { organizationsJobs } from './modules/organizations/index.ts';
import { projectMovements } from './modules/payments/index.ts';
import { createPrivacyJobs } from './modules/privacy/index.ts';
import { promotionsJobs } from './modules/promotions/index.ts';
import { recommendationsJobs } from './modules/recommendations/index.ts';
import { redemptionsJobs } from './modules/redemptions/index.ts';
import { reportsJobs } from './modules/reports/index.ts';
import { reviewsJobs } from './modules/reviews/index.ts';
import { followCash } from './modules/sales/index.ts';
import { readSetting } from './modules/settings/index.ts';
import { followTakings, settlementJobs } from './modules/settlement/index.ts';
import { subsidiesJobs } from './modules/subsidies/index.ts';
import { surveysJobs } from './modules/surveys/index.ts';
import { createTicketsJobs } from './modules/tickets/index.ts';
import { walletsJobs } from './modules/wallets/index.ts';
import { personalRecordsOf } from './personal-records.ts';
import type { Ctx } from './platform/ctx.ts';
import { every } from './platform/events.ts';
import { forgetting } from './platform/forgetting.ts';
import { forgetKeys } from './platform/idempotency.ts';
import { type AnyJob, forgetFailedJobs } from './platform/jobs.ts';
import type { Step } from './platform/keep-up.ts';
import type { KeyRing } from './platform/keys/key-ring.ts';
import type { SecretBox } from './platform/secret-box.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';
import { TELLING_JOBS } from './tell-people.ts';

/** How long a route's idempotency key is remembered. The ledger's own keys live as long as the transfer. */
const KEYS_KEPT_DAYS = 30;

/** Every job of every module: by event, and by the clock. */
export function createJobs(secrets: SecretBox, keys: KeyRing, backups: BackupPlace): AnyJob[] {
  return [
    ...createAuditJobs((ctx) => readSetting(ctx, 'audit.retentionDays')),
    ...createBackupJobs(backups),
    ...createImportsJobs(importsParts(secrets)),
    ...identityJobs,
    ...organizationsJobs,
    ...membersJobs,
    ...onboardingJobs,
    ...createPrivacyJobs({ secrets, keys, columns: SEALED_COLUMNS, personal: personalRecordsOf(secrets), onExportReady }),
    ...walletsJobs,
    ...guardiansJobs,
    ...subsidiesJobs,
    ...mealplansJobs,
    ...giftcardsJobs,
    ...promotionsJobs,
    ...depositsJobs,
    ...loyaltyJobs,
    ...merchantsJobs,
    ...settlementJobs,
    ...redemptionsJobs,
    ...checkoutsJobs,
    ...reportsJobs,
    ...createCardsJobs(secrets),
    ...alertsJobs,
    ...disputesJobs,
    ...migrationJobs,
    ...reviewsJobs,
    ...chatsJobs,
    ...recommendationsJobs,
    ...surveysJobs,
    ...inventoryJobs,
    ...createTicketsJobs(secrets),
    ...TELLING_JOBS,
    every('0 * * * *', 'ledger.anchorHeads', anchorHeads),
    every('* * * * *', 'ledger.expireHolds', (ctx) => expireHolds(ctx)),
    ...FORGETTING,
  ];
}

const daysBefore = (ctx: Ctx, days: number): Date => new Date(ctx.now.getTime() - days * DAY_MS);

/** What is nobody's job else to forget. */
const FORGETTING: readonly AnyJob[] = [
  forgetting({
    name: 'platform.forgetKeys',
    cron: '*/5 * * * *',
    forget: (ctx, limit) => forgetKeys(ctx, { before: daysBefore(ctx, KEYS_KEPT_DAYS), limit }),
  }),
  forgetting({
    name: 'platform.forgetFailedJobs',
    cron: '40 4 * * *',
    forget: async (ctx, limit) => forgetFailedJobs(ctx, { before: daysBefore(ctx, await readSetting(ctx, 'platform.failedJobKeepDays')), limit }),
  }),
  forgetting({
    name: 'ledger.forgetDeclines',
    cron: '30 4 * * *',
    forget: async (ctx, limit) => forgetDeclines(ctx, { keptDays: await readSetting(ctx, 'ledger.declineKeepDays'), limit }),
  }),
];

function onExportReady(ctx: Ctx, memberId: Id<'member'>, expiresAt: Date): Promise<void> {
  return notify(ctx, { kind: 'privacy.exportReady', params: { until: expiresAt.toISOString() }, to: { memberId } });
}

/** What follows the ledger's journal: the lists that people look at, and the balances of hot accounts. */
export const JOURNAL_STEPS: readonly Step[] = [
  { name: 'payments.projectMovements', run: projectMovements },
  { name: 'ledger.foldPages', run: (ctx) => foldPages(ctx) },
  { name: 'alerts.followSpending', run: followSpending },
  { name: 'sales.followCash', run: followCash },
  { name: 'settlement.followTakings', run: followTakings },
  { name: 'loyalty.followEarning', run: followEarning },
];

/** What follows the audit log. A follower of its own, so that a fault in the journal does not keep records from being sealed. */
export { AUDIT_STEPS };
