import { cardsSealedColumns } from './modules/cards/index.ts';
import { catalogueSealedColumns } from './modules/catalogue/index.ts';
import { channelsSealedColumns } from './modules/channels/index.ts';
import { disputesSealedColumns } from './modules/disputes/index.ts';
import { eventsSealedColumns } from './modules/events/index.ts';
import { giftcardsSealedColumns } from './modules/giftcards/index.ts';
import { identitySealedColumns } from './modules/identity/index.ts';
import { importsSealedColumns } from './modules/imports/index.ts';
import { membersSealedColumns } from './modules/members/index.ts';
import { merchantsSealedColumns } from './modules/merchants/index.ts';
import { notificationsSealedColumns } from './modules/notifications/index.ts';
import { onboardingSealedColumns } from './modules/onboarding/index.ts';
import { privacySealedColumns } from './modules/privacy/index.ts';
import { redemptionsSealedColumns } from './modules/redemptions/index.ts';
import { reviewsSealedColumns } from './modules/reviews/index.ts';
import { ticketsSealedColumns } from './modules/tickets/index.ts';
import { KEPT_COLUMN } from './platform/http/kept-column.ts';
import type { SealedColumn } from './platform/keys/sealed-column.ts';

/** Every column of sealed texts, for counting what a key has sealed and for sealing anew. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  ...identitySealedColumns,
  ...channelsSealedColumns,
  ...membersSealedColumns,
  ...importsSealedColumns,
  ...onboardingSealedColumns,
  ...notificationsSealedColumns,
  ...cardsSealedColumns,
  ...privacySealedColumns,
  ...disputesSealedColumns,
  ...giftcardsSealedColumns,
  ...merchantsSealedColumns,
  ...catalogueSealedColumns,
  ...redemptionsSealedColumns,
  ...reviewsSealedColumns,
  ...eventsSealedColumns,
  ...ticketsSealedColumns,
  KEPT_COLUMN,
];
