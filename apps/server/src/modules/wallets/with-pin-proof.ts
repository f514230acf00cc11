import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { checkPin } from './check-pin.ts';
import { ownWallet } from './own-wallet.ts';
import type { PinProof } from './pin-proof.ts';

type Proven<Input, Output> = {
  /** Where in the input the PIN in force lies. */
  pinOf: (input: Input) => string | undefined;
  change: (ctx: Ctx, input: Input & { proof: PinProof }) => Promise<Output>;
};

/**
 * Runs a change that may need the PIN in two transactions, one after the other: the first checks and counts the PIN and commits whatever
 * comes of it, the second decides by what the first proved and may be refused. Never one inside the other, so a request holds one
 * connection and requests cannot wait for each other's.
 */
export function withPinProof<Input, Output>(parts: { database: Database; secrets: SecretBox }, proven: Proven<Input, Output>) {
  const { database, secrets } = parts;
  return async (call: Call, input: Input): Promise<Output> => {
    const pin = proven.pinOf(input);
    const proof = pin === undefined ? NOTHING_SHOWN : await database.transaction(call.actor, call, (ctx) => provePin(ctx, pin, secrets));
    return database.transaction(call.actor, call, (ctx) => proven.change(ctx, { ...input, proof }));
  };
}

const NOTHING_SHOWN: PinProof = { shown: false };

async function provePin(ctx: Ctx, pin: string, secrets: SecretBox): Promise<PinProof> {
  const wallet = await ownWallet(ctx);
  return { shown: true, verdict: await checkPin(ctx, { walletId: wallet.id, pin }, secrets), pinHash: wallet.pinHash };
}
