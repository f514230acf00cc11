import { randomBytes } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { AppError, type OutputOf, type tickets } from '@tessera/contract';
import { DAY_MS, type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { confinedTo, findOrganizations } from '../organizations/index.ts';
import { readSetting } from '../settings/index.ts';
import {
  endSigning,
  insertKey,
  insertOrganizer,
  lockOrganizer,
  selectKeys,
  selectOrganizer,
  selectSigningKey,
  selectWithOldKey,
} from './key-queries.ts';
import { KEY_PURPOSE, SECRET_PURPOSE } from './sealed-columns.ts';

const SECRET_BYTES = 32;
/** Of one run of the job. */
const ROTATED_AT_ONCE = 100;
type Keys = OutputOf<typeof tickets.listOrganizerKeys>;
export type Signing = { keyNumber: number; privateKey: Uint8Array; organizerSecret: Uint8Array };

/** Opens what an organizer signs with. */
export async function signingOf(system: Ctx, secrets: SecretBox, merchantId: Id<'organization'>): Promise<Signing> {
  const [organizer, key] = [await selectOrganizer(system, merchantId), await selectSigningKey(system, merchantId)];
  if (!organizer || !key) throw new AppError('tickets.organizer_unknown', { merchantId });
  return {
    keyNumber: key.number,
    privateKey: Buffer.from(secrets.open(KEY_PURPOSE, key.private_sealed), 'base64'),
    organizerSecret: Buffer.from(secrets.open(SECRET_PURPOSE, organizer.secret_sealed), 'base64'),
  };
}

/** A merchant becomes an organizer with its first ticket. */
export async function openOrganizer(system: Ctx, secrets: SecretBox, merchantId: Id<'organization'>): Promise<void> {
  if (await selectOrganizer(system, merchantId)) return;
  const secret = randomBytes(SECRET_BYTES).toString('base64');
  const isNew = await insertOrganizer(system, { merchant_id: merchantId, secret_sealed: secrets.seal(SECRET_PURPOSE, secret) });
  if (isNew) await addKey(system, secrets, { merchantId, number: 1 });
}

/** @throws AppError `tickets.organizer_unknown` */
export async function listOrganizerKeys(ctx: Ctx, { merchantId }: { merchantId: Id<'organization'> }): Promise<Keys> {
  await requireMerchant(ctx, merchantId);
  const rows = await selectKeys(ctx, merchantId);
  return {
    items: rows.map((row) => ({
      id: row.id,
      number: row.number,
      publicKey: row.public_key,
      isSigning: row.accepted_until === null,
      createdAt: row.created_at,
      acceptedUntil: row.accepted_until,
    })),
  };
}

/** @throws AppError `tickets.organizer_unknown` */
export async function rotateOrganizerKey(ctx: Ctx, input: { merchantId: Id<'organization'> }, secrets: SecretBox): Promise<Keys> {
  const { merchantId } = input;
  await requireMerchant(ctx, merchantId);
  const number = await asSystem(ctx, async (system) => {
    await openOrganizer(system, secrets, merchantId);
    return rotate(system, secrets, merchantId);
  });
  await record(ctx, { action: 'tickets.rotateOrganizerKey', targetKind: 'organization', targetId: merchantId, after: { number } });
  return listOrganizerKeys(ctx, input);
}

/** By the clock: no key signs longer than the house says. */
export async function rotateOldKeys(ctx: Ctx, secrets: SecretBox): Promise<void> {
  const days = await readSetting(ctx, 'tickets.keyDays');
  for (const merchantId of await selectWithOldKey(ctx, new Date(ctx.now.getTime() - days * DAY_MS), ROTATED_AT_ONCE)) {
    const number = await rotate(ctx, secrets, merchantId);
    await record(ctx, { action: 'tickets.rotateOrganizerKey', targetKind: 'organization', targetId: merchantId, after: { number } });
  }
}

async function rotate(system: Ctx, secrets: SecretBox, merchantId: Id<'organization'>): Promise<number> {
  await lockOrganizer(system, merchantId);
  const [newest] = await selectKeys(system, merchantId);

  const number = (newest?.number ?? 0) + 1;
  await endSigning(system, merchantId);
  await addKey(system, secrets, { merchantId, number });
  return number;
}

async function addKey(system: Ctx, secrets: SecretBox, of: { merchantId: Id<'organization'>; number: number }): Promise<void> {
  const privateKey = randomBytes(SECRET_BYTES);
  await insertKey(system, {
    id: newId<'organizerKey'>(system.now.getTime()),
    merchant_id: of.merchantId,
    number: of.number,
    public_key: Buffer.from(ed25519.getPublicKey(privateKey)).toString('base64'),
    private_sealed: secrets.seal(KEY_PURPOSE, privateKey.toString('base64')),
    created_at: system.now,
    accepted_until: null,
  });
}

async function requireMerchant(ctx: Ctx, merchantId: Id<'organization'>): Promise<void> {
  const own = confinedTo(ctx.actor);
  const found = await asSystem(ctx, (system) => findOrganizations(system, [merchantId]));
  if ((own && own !== merchantId) || found.get(merchantId)?.kind !== 'merchant') throw new AppError('tickets.organizer_unknown', { merchantId });
}
