import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { CardStatus } from './card.ts';
import { selectByHandles, selectByPrintIds, selectByUidHashes } from './queries.ts';
import { SEED_PURPOSE, UID_PURPOSE } from './virtual-credential.ts';

export type ShownCredential = { kind: 'code'; handle: string } | { kind: 'card'; uid: string } | { kind: 'printed'; printId: string };

/** What a charge has to know of a credential. Valid as long as the wallet's fence stands where it stood. */
export type CredentialFacts = {
  readonly cardId: Id<'card'>;
  readonly walletId: Id<'wallet'>;
  readonly memberId: Id<'member'>;
  readonly status: CardStatus;
  /** 32 bytes; of a virtual card only. */
  readonly seed?: Uint8Array;
  /** Of a virtual card whose handle met too many wrong codes; it may lie in the past. */
  readonly lockedUntil?: Date;
  /** Of what is printed on the card: only this generation of it pays. */
  readonly printGeneration?: number;
  /** Of a card of the system before ours: from then on it pays no more. */
  readonly endsAt?: Date;
};

/**
 * The facts of each credential, in the order asked, `null` where there is no such card. One query per kind, as the system.
 * Ask for them and for the wallets' `spendingFacts` in one `repeatable read` transaction: a fence newer than the facts would vouch
 * for a card that was frozen between the two queries.
 */
export async function findCredentials(ctx: Ctx, shown: readonly ShownCredential[], secrets: SecretBox): Promise<(CredentialFacts | null)[]> {
  const keys = shown.map((one) => keyOf(one, secrets));
  const ofKind = (kind: ShownCredential['kind']) => [...new Set(keys.filter((_, index) => shown[index]?.kind === kind))];
  const [handles, uidHashes, printIds] = [ofKind('code'), ofKind('card'), ofKind('printed')];

  const found = new Map<string, CredentialFacts>();
  const virtual = handles.length > 0 ? await selectByHandles(ctx, handles) : [];
  for (const card of virtual) {
    if (card.handle === null || card.seedSealed === null) continue;
    const seed = Buffer.from(secrets.open(SEED_PURPOSE, card.seedSealed), 'base64');
    found.set(card.handle, { ...factsOf(card), seed, lockedUntil: card.lockedUntil ?? undefined });
  }
  const physical = uidHashes.length > 0 ? await selectByUidHashes(ctx, uidHashes) : [];
  for (const card of physical) if (card.uidHash !== null) found.set(card.uidHash, { ...factsOf(card), ...(card.endsAt && { endsAt: card.endsAt }) });
  const printed = printIds.length > 0 ? await selectByPrintIds(ctx, printIds) : [];
  for (const card of printed) if (card.printId !== null) found.set(card.printId, { ...factsOf(card), printGeneration: card.printGeneration });
  return keys.map((key) => found.get(key) ?? null);
}

function keyOf(shown: ShownCredential, secrets: SecretBox): string {
  if (shown.kind === 'code') return shown.handle;
  return shown.kind === 'card' ? secrets.keyedHash(UID_PURPOSE, shown.uid) : shown.printId;
}

function factsOf({
  cardId,
  walletId,
  memberId,
  status,
}: Omit<CredentialFacts, 'seed' | 'lockedUntil' | 'endsAt' | 'printGeneration'>): CredentialFacts {
  return { cardId, walletId, memberId, status };
}
