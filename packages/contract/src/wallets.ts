import { MAX_AMOUNT_MINOR, toMinor } from '@tessera/kernel';
import { z } from 'zod';
import { routes } from './route.ts';
import { balanceMinor, id } from './schemas.ts';

export const walletsErrors = {
  'wallets.unknown': 404,
  'wallets.pin_wrong': 403,
  'wallets.pin_locked': 403,
  'wallets.pin_not_set': 409,
  'wallets.pin_required': 403,
  'wallets.pin_weak': 400,
  'wallets.top_ups_off': 409,
} as const;

/** A limit of zero lets nothing through; see the business rules for the defaults. */
const limitMinor = z.int().min(0).max(MAX_AMOUNT_MINOR).transform(toMinor);
export const pin = z.string().regex(/^[0-9]{6}$/);

const wallet = z.object({
  id: id<'wallet'>(),
  memberId: id<'member'>(),
  status: z.enum(['active', 'frozen', 'closed']),
  balanceMinor,
  heldMinor: balanceMinor,
  availableMinor: balanceMinor,
  daySpentMinor: balanceMinor,
  limits: z.object({ transactionLimitMinor: balanceMinor, dayLimitMinor: balanceMinor, noPinFloorMinor: balanceMinor }),
  pin: z.enum(['unset', 'set', 'locked']),
});
export type Wallet = z.input<typeof wallet>;
/** `balanceLimitMinor`: the most that its cash purse may hold after a top-up. */
const memberWallet = wallet.extend({ balanceLimitMinor: balanceMinor });

export const wallets = routes({
  getOwnWallet: {
    method: 'GET',
    path: '/self/wallet',
    summary: 'The signed-in member’s balance, limits and state of the PIN',
    permission: 'self.read',
    response: wallet,
    errors: ['wallets.unknown'],
  },
  setOwnLimits: {
    method: 'PUT',
    path: '/self/wallet/limits',
    summary: 'Set one’s own limits: lowering acts at once, raising any of them needs the PIN',
    permission: 'self.limits',
    ratePerMinute: 30,
    body: z.object({ transactionLimitMinor: limitMinor, dayLimitMinor: limitMinor, noPinFloorMinor: limitMinor, pin: pin.optional() }),
    response: wallet,
    errors: ['wallets.unknown', 'wallets.pin_required', 'wallets.pin_wrong', 'wallets.pin_locked', 'wallets.pin_not_set'],
  },
  setOwnPin: {
    method: 'PUT',
    path: '/self/wallet/pin',
    summary: 'Set or change the payment PIN; a change needs the present one',
    permission: 'self.limits',
    ratePerMinute: 30,
    body: z.object({ pin, currentPin: pin.optional() }),
    response: wallet,
    errors: ['wallets.unknown', 'wallets.pin_weak', 'wallets.pin_required', 'wallets.pin_wrong', 'wallets.pin_locked'],
  },
  getMemberWallet: {
    method: 'GET',
    path: '/members/:memberId/wallet',
    summary: 'A member’s wallet',
    permission: 'wallets.read',
    params: z.object({ memberId: id<'member'>() }),
    response: memberWallet,
    errors: ['wallets.unknown'],
  },
  resetPin: {
    method: 'POST',
    path: '/members/:memberId/wallet/reset-pin',
    summary: 'Clear a forgotten or locked PIN after the person was verified; the member sets a new one',
    permission: 'wallets.write',
    params: z.object({ memberId: id<'member'>() }),
    response: wallet,
    errors: ['wallets.unknown'],
  },
});
