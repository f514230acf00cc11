import { cardOrders, firstCards } from '@tessera/contract';
import { type BoundRoute, bind, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { cancelCardOrder } from './cancel-card-order.ts';
import { createCardBatch } from './create-card-batch.ts';
import { enterCardUids } from './enter-card-uids.ts';
import { exportCardBatch } from './export-card-batch.ts';
import { handOverCard } from './hand-over-card.ts';
import { listCardBatches } from './list-card-batches.ts';
import { listCardOrders, listOwnCardOrders } from './list-card-orders.ts';
import { orderCard } from './order-card.ts';
import { orderFirstCards } from './order-first-cards.ts';
import { previewFirstCards } from './preview-first-cards.ts';
import { readyCardBatch } from './ready-card-batch.ts';
import { getReissueFee } from './reissue-fee.ts';

const FILES = ['exportCardBatch'] as const;

/** First cards, and new ones in the place of old ones: orders, batches, pick-up. */
export function createCardOrdersRoutes({ database, secrets }: { database: Database; secrets: SecretBox }): BoundRoute[] {
  return [
    ...bind(omit(cardOrders, FILES), {
      getReissueFee,
      orderCard,
      listCardOrders,
      cancelCardOrder,
      handOverCard: (ctx, input) => handOverCard(ctx, input, secrets),
      createCardBatch,
      listCardBatches,
      enterCardUids: (ctx, input) => enterCardUids(ctx, input, secrets),
      readyCardBatch,
      listOwnCardOrders,
    }),
    ...bind(firstCards, { previewFirstCards, orderFirstCards }),
    ...bindFiles(pick(cardOrders, FILES), { exportCardBatch: (call, input) => exportCardBatch({ database, secrets }, call, input) }),
  ];
}
