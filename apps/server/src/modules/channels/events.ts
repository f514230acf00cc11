import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

/** Something about an order or a refund that only a person can settle. `alarm` is one of `ORDER_ALARMS`. */
export const alarmRaised = defineEvent(
  'channels.alarmRaised',
  z.object({ orderId: id<'order'>(), alarm: z.string(), number: z.string(), channel: z.string() }),
);
