import { wallets } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, omit, pick } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { getMemberWallet } from './get-member-wallet.ts';
import { getOwnWallet } from './get-own-wallet.ts';
import { resetPin } from './reset-pin.ts';
import { setOwnLimits } from './set-own-limits.ts';
import { setOwnPin } from './set-own-pin.ts';
import { withPinProof } from './with-pin-proof.ts';

const pinned = pick(wallets, ['setOwnLimits', 'setOwnPin']);

/** What may need the PIN opens its own transactions, so that a wrong try counts although the change is refused. */
export function createWalletsRoutes(parts: { database: Database; secrets: SecretBox; timeZone: string }): BoundRoute[] {
  const { timeZone } = parts;
  return [
    ...bind(omit(wallets, ['setOwnLimits', 'setOwnPin']), {
      getOwnWallet: (ctx) => getOwnWallet(ctx, timeZone),
      getMemberWallet: (ctx, input) => getMemberWallet(ctx, input, timeZone),
      resetPin: (ctx, input) => resetPin(ctx, input, timeZone),
    }),
    ...bindDirect(pinned, {
      setOwnLimits: withPinProof(parts, { pinOf: (input) => input.pin, change: (ctx, input) => setOwnLimits(ctx, input, timeZone) }),
      setOwnPin: withPinProof(parts, { pinOf: (input) => input.currentPin, change: (ctx, input) => setOwnPin(ctx, input, parts) }),
    }),
  ];
}
