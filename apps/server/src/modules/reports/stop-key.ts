import { timingSafeEqual } from 'node:crypto';
import { type Id, isId } from '@tessera/kernel';
import type { SecretBox } from '../../platform/secret-box.ts';

const PURPOSE = 'reports.stop';
type Sealing = { secrets: SecretBox };

/** The subscription's id and a keyed hash of it: whoever holds a letter may stop its like, and can make no key for another. It never runs out. */
export function stopKeyOf(id: Id<'reportSubscription'>, { secrets }: Sealing): string {
  return `${id}.${secrets.keyedHash(PURPOSE, id)}`;
}

/** Undefined for what is no key. */
export function subscriptionOfKey(stopKey: string, sealing: Sealing): Id<'reportSubscription'> | undefined {
  const [id = ''] = stopKey.split('.');
  if (!isId(id)) return undefined;
  const subscriptionId = id as Id<'reportSubscription'>; // The hash proves below that it is one.
  const [told, right] = [Buffer.from(stopKey), Buffer.from(stopKeyOf(subscriptionId, sealing))];
  return told.length === right.length && timingSafeEqual(told, right) ? subscriptionId : undefined;
}

/** The page that asks; a mail program posts to the same address to stop at once. */
export function stopUrlOf(id: Id<'reportSubscription'>, { secrets, publicUrl }: Sealing & { publicUrl: string }): string {
  return `${publicUrl}/console/stop-report?key=${stopKeyOf(id, { secrets })}`;
}
