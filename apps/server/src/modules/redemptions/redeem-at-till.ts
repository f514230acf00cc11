import { AppError, type InputOf, type redemptions } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { factsOf, type ProofParts, provePayer, type TerminalFacts } from '../payments/index.ts';
import { findTerminals } from '../terminals/index.ts';
import { findWallets } from '../wallets/index.ts';
import { describeTillRedemption, type TillView } from './describe-redemptions.ts';
import { itemAt, worthOf } from './price-item.ts';
import { redeem } from './redeem.ts';
import { redeemProven } from './redeem-proven.ts';

type Input = InputOf<typeof redemptions.redeemAtTill>;
const CREDENTIAL_PURPOSE = 'redemptions.credential';

/** At a merchant's device, with the member's card or code: served at once. @throws AppError as the contract names them */
export async function redeemAtTill(parts: ProofParts, call: Call, input: Input): Promise<TillView> {
  const terminal = factsOf(call.actor);
  const { key, credential, pin, couponIds, codes, ...asked } = input;
  const offers = { couponIds, codes };
  const device = await parts.database.transaction(call.actor, { readOnly: true }, (ctx) => deviceOf(ctx, terminal));
  return redeemProven(parts, {
    call,
    key,
    // A key that was answered before tills named offers is to find its answer.
    content: { route: 'redeemAtTill', ...asked, ...(couponIds.length + codes.length > 0 && offers), shown: shownOf(parts.secrets, credential) },
    prove: async () => {
      const worthMinor = await parts.database.transaction(call.actor, call, (ctx) => worthWithPhoto(ctx, input, device));
      return provePayer(parts, { key, credential, pin }, { terminal, worthMinor });
    },
    forget: () => parts.payers.forget(credential),
    redeem: async (ctx, proven) => {
      const memberId = await memberBehind(ctx, proven.payer.walletId);
      const of = { memberId, proven, by: credential.kind, at: device };
      await redeem(ctx, { ...asked, ...of, offers, id: key as Id<'redemption'>, way: 'device' }); // The key is its id.
    },
    describe: describeTillRedemption,
  });
}

/** Refused before any PIN is asked for. @throws AppError `redemptions.photo_needed` and as `worthOf` */
async function worthWithPhoto(ctx: Ctx, input: Input, at: Device) {
  const item = await asSystem(ctx, (system) => itemAt(system, { itemId: input.itemId, at }));
  if (item.needsPhoto && input.photoIds.length === 0) throw new AppError('redemptions.photo_needed', { itemId: item.id });
  return worthOf(ctx, { ...input, at });
}

export type Device = { merchantId: Id<'organization'>; shopId: Id<'shop'> | null; terminalId: Id<'terminal'>; name: string };

/** Which device it is, and in which shop it stands. */
export async function deviceOf(ctx: Ctx, { terminalId, merchantId }: Pick<TerminalFacts, 'terminalId' | 'merchantId'>): Promise<Device> {
  const terminal = await asSystem(ctx, async (system) => (await findTerminals(system, [terminalId])).get(terminalId));
  return { merchantId, terminalId, shopId: terminal?.shopId ?? null, name: terminal?.name ?? '' };
}

/** Whose wallet it is: what a device may learn of them was decided by the credential. */
export async function memberBehind(ctx: Ctx, walletId: Id<'wallet'>): Promise<Id<'member'>> {
  const [wallet] = await asSystem(ctx, (system) => findWallets(system, [walletId]));
  if (!wallet) throw new Error(`a wallet that paid is unknown: ${walletId}`);
  return wallet.memberId;
}

/** A keyed hash: what is kept of a request says of no card and no code which it was. */
function shownOf(secrets: SecretBox, credential: Input['credential']): string {
  return secrets.keyedHash(CREDENTIAL_PURPOSE, credential.kind === 'code' ? `code ${credential.code}` : `card ${credential.uid}`);
}
