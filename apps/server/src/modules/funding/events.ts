import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

/** A payment to a leaver has gone out, in whole or in part, or has failed. */
export const closurePaymentEnded = defineEvent('funding.closurePaymentEnded', z.object({ memberId: id<'member'>() }));
