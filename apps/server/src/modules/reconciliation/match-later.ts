import { businessDay, id } from '@tessera/contract';
import { z } from 'zod';

/** What a worker does about bills; named here, so that who queues it need not know who does it. */
export const MATCH_BILL = { name: 'reconciliation.matchBill', schema: z.object({ billId: id<'bill'>() }) };
export const FETCH_BILL = { name: 'reconciliation.fetchBill', schema: z.object({ channel: z.string(), businessOn: businessDay }) };
