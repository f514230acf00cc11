import { checkouts } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, pick } from '../../platform/bind.ts';
import type { ProofParts } from '../payments/index.ts';
import { createExportCampaignPayments } from './export-campaign-payments.ts';
import { getCampaignEffect } from './get-campaign-effect.ts';
import { listCampaignPayments } from './list-campaign-payments.ts';
import { payCheckout } from './pay-checkout.ts';
import { quoteCheckout } from './quote-checkout.ts';

/** What proves a payer opens transactions of its own. */
export function createCheckoutsRoutes(parts: ProofParts): BoundRoute[] {
  return [
    ...bindDirect(pick(checkouts, ['quoteCheckout', 'payCheckout']), {
      quoteCheckout: (call, input) => quoteCheckout(parts, call, input),
      payCheckout: (call, input) => payCheckout(parts, call, input),
    }),
    ...bindFiles(pick(checkouts, ['exportCampaignPayments']), createExportCampaignPayments(parts.database)),
    ...bind(pick(checkouts, ['getCampaignEffect', 'listCampaignPayments']), { getCampaignEffect, listCampaignPayments }),
  ];
}
