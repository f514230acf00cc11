import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

/** Something was given back of a member's payment, by whatever hand; whoever added to that payment follows. */
export const paymentRefunded = defineEvent('payments.paymentRefunded', z.object({ paymentId: id<'payment'>() }));
