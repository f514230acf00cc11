import { AppError, type checkouts, type InputOf } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { factsOf, PaymentDeclined, type ProofParts, type ProvenPayer, provePayer } from '../payments/index.ts';
import { findWallets } from '../wallets/index.ts';

type Shown = Pick<InputOf<typeof checkouts.payCheckout>, 'credential' | 'pin'> & { key: string; worthMinor: Minor };

/** Card or code, judged in transactions of its own. @throws PaymentDeclined */
export function proveShown(parts: ProofParts, call: Call, { worthMinor, ...shown }: Shown): Promise<ProvenPayer> {
  return provePayer(parts, { key: shown.key, credential: shown.credential, pin: shown.pin }, { terminal: factsOf(call.actor), worthMinor });
}

/** A refusal of the payer in the words of the contract; any other error as it came. */
export function told(error: unknown): never {
  throw error instanceof PaymentDeclined ? new AppError('checkouts.declined', { reason: error.reason }) : error;
}

/** Whose wallet it is: what a device may learn of them was decided by the credential. */
export async function memberBehind(ctx: Ctx, { payer }: ProvenPayer): Promise<Id<'member'>> {
  const [wallet] = await asSystem(ctx, (system) => findWallets(system, [payer.walletId]));
  if (!wallet) throw new Error(`a wallet that pays is unknown: ${payer.walletId}`);
  return wallet.memberId;
}
