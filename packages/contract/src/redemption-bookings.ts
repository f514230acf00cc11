import { z } from 'zod';
import { ANSWERED, GIVEN_BACK } from './redemption-errors.ts';
import { tillRedemption, wholeRedemption } from './redemption-shapes.ts';
import { routes } from './route.ts';
import { id, page, paging, shortText } from './schemas.ts';

const redemptionParams = z.object({ redemptionId: id<'redemption'>() });
const refusal = z.object({ reason: shortText.min(1) });

/** Bookings that wait for a yes or no of their merchant, at its devices and at its desk. They stand before what names one redemption by its id. */
export const bookingRoutes = routes({
  listTillBookings: {
    method: 'GET',
    path: '/terminal/bookings',
    summary: 'Bookings that wait for an answer of this terminal’s merchant, of what is offered in its shop; the soonest end first',
    permission: 'terminal.redeem',
    query: z.object({ ...paging }),
    response: page(tillRedemption),
    errors: [],
  },
  confirmAtTill: {
    method: 'POST',
    path: '/terminal/bookings/:redemptionId/confirmation',
    summary: 'Say yes at this terminal to a booking: the member gets the voucher',
    permission: 'terminal.redeem',
    idempotent: true,
    params: redemptionParams,
    response: tillRedemption,
    errors: [...ANSWERED, 'redemptions.not_at_this_shop'],
  },
  refuseAtTill: {
    method: 'POST',
    path: '/terminal/bookings/:redemptionId/refusal',
    summary: 'Say no at this terminal to a booking: everything goes back, and the member is told why',
    permission: 'terminal.redeem',
    idempotent: true,
    params: redemptionParams,
    body: refusal,
    response: tillRedemption,
    errors: [...GIVEN_BACK, 'redemptions.not_at_this_shop', 'redemptions.return_not_allowed'],
  },
  countBookings: {
    method: 'GET',
    path: '/redemptions/count',
    summary: 'How many bookings wait for an answer of their merchant',
    permission: 'redemptions.write',
    response: z.object({ asked: z.int() }),
    errors: [],
  },
  confirmBooking: {
    method: 'POST',
    path: '/redemptions/:redemptionId/confirmation',
    summary: 'Say yes to a booking that asks for it: the member gets the voucher',
    permission: 'redemptions.write',
    idempotent: true,
    params: redemptionParams,
    response: wholeRedemption,
    errors: [...ANSWERED],
  },
  refuseBooking: {
    method: 'POST',
    path: '/redemptions/:redemptionId/refusal',
    summary: 'Say no to a booking that asks for it: points, money and stock go back, and the member is told why',
    permission: 'redemptions.write',
    idempotent: true,
    params: redemptionParams,
    body: refusal,
    response: wholeRedemption,
    errors: [...GIVEN_BACK],
  },
});
