import type { Language } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Errand } from '../../platform/jobs.ts';
import type { Messaging } from '../../platform/messaging/messaging.ts';
import { SendFailure } from '../../platform/messaging/ports.ts';
import type { PushSender } from '../../platform/messaging/web-push.ts';
import { PushGone } from '../../platform/messaging/web-push.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { readSetting } from '../settings/index.ts';
import { allowedOut } from './allowed.ts';
import { preferencesOf, readHouse, waysOf } from './choices.ts';
import { type LockedDelivery, lockDelivery, updateDelivery } from './delivery-queries.ts';
import { leavesAt } from './notify.ts';
import { keyOf } from './person.ts';
import { deleteDevice, touchDevice } from './preference-queries.ts';
import { type Outgoing, prepareMessage } from './prepare-message.ts';
import { queueDeliveries } from './queue-deliveries.ts';

export type Carriers = Pick<Messaging, 'sms' | 'email'> & { push: PushSender; secrets: SecretBox; publicUrl: string; outboxes: readonly string[] };

/** Seconds before each further try; after the last of them it is given up. */
export const RETRY_SECONDS = [30, 120, 600, 3_600, 4 * 3_600, 12 * 3_600] as const;
const SYSTEM = systemActor('notifications.sendDelivery');
/** Leaving a moment early harms nobody, and the clocks of two servers differ. */
const EARLY_MS = 1_000;

/**
 * Sends one delivery, outside any transaction: claims it, hands it to its carrier, writes down what became of it. A job that runs twice
 * finds it claimed and does nothing, so nothing is sent twice; what was claimed by a server that went away ends as `unknown`.
 */
export async function sendDelivery(errand: Errand, { deliveryId }: { deliveryId: Id<'delivery'> }, carriers: Carriers): Promise<void> {
  const { database, requestId } = errand;
  const claimed = await database.transaction(SYSTEM, { requestId }, (ctx) => claim(ctx, deliveryId, carriers));
  if (!claimed) return;
  const fault = await carry(claimed, carriers).then(
    () => undefined,
    (error: unknown) => error,
  );
  await database.transaction(SYSTEM, { requestId }, (ctx) => settle(ctx, claimed, fault));
  // A fault of ours is not the carrier's: the log has to hear of it.
  if (fault !== undefined && !(fault instanceof SendFailure)) throw fault;
}

type Claimed = { deliveryId: Id<'delivery'>; tries: number; outgoing: Outgoing };

async function claim(ctx: Ctx, deliveryId: Id<'delivery'>, carriers: Carriers): Promise<Claimed | undefined> {
  const delivery = await lockDelivery(ctx, deliveryId);
  if (delivery?.state !== 'waiting') return undefined;
  const sendAfter = await dueAt(ctx, delivery);
  if (sendAfter === 'never') return void (await updateDelivery(ctx, deliveryId, { state: 'cancelled' }));
  if (sendAfter.getTime() > ctx.now.getTime() + EARLY_MS) {
    await updateDelivery(ctx, deliveryId, { send_after: sendAfter });
    return void (await queueDeliveries(ctx, [{ id: deliveryId, send_after: sendAfter }]));
  }
  const language = await languageOf(ctx, delivery);
  const outgoing = await prepareMessage(ctx, delivery, { language, secrets: carriers.secrets, publicUrl: carriers.publicUrl });
  if (!outgoing) return void (await updateDelivery(ctx, deliveryId, { state: 'refused', last_error: 'there is no address any more' }));
  const tries = delivery.tries + 1;
  await updateDelivery(ctx, deliveryId, { state: 'sending', claimed_at: ctx.now, tries, address_masked: outgoing.addressMasked });
  return { deliveryId, tries, outgoing };
}

/** When it may leave, by what the person wants now; `never` when they no longer want to be told this way. */
async function dueAt(ctx: Ctx, delivery: LockedDelivery): Promise<Date | 'never'> {
  // What a member does not allow leaves by nobody's hand.
  if ((await allowedOut(ctx, [delivery])).length === 0) return 'never';
  if (delivery.by_hand) return ctx.now;
  if (delivery.send_after.getTime() > ctx.now.getTime() + EARLY_MS) return delivery.send_after;
  const house = await readHouse(ctx);
  const row = (await preferencesOf(ctx, [delivery])).get(keyOf(delivery));
  const isSpendAlert = delivery.kind === 'wallet.paid';
  if (isSpendAlert ? !house.channels.includes(delivery.channel) : !waysOf(delivery.kind, row, house).includes(delivery.channel)) return 'never';
  return leavesAt(ctx, { kind: delivery.kind, row, house, timeZone: await timeZoneOf(ctx) });
}

async function languageOf(ctx: Ctx, delivery: LockedDelivery): Promise<Language> {
  const row = (await preferencesOf(ctx, [delivery])).get(keyOf(delivery));
  return row?.language ?? (await readSetting(ctx, 'notifications.language'));
}

function carry({ deliveryId, outgoing }: Claimed, carriers: Carriers): Promise<void> {
  const key: string = deliveryId;
  switch (outgoing.channel) {
    case 'sms':
      return carriers.sms.send({ ...outgoing.sms, key });
    case 'email':
      return carriers.email.send({ ...outgoing.email, key });
    case 'push':
      return carriers.push(outgoing.keys, outgoing.push);
  }
}

async function settle(ctx: Ctx, { deliveryId, tries, outgoing }: Claimed, fault: unknown): Promise<void> {
  if (fault === undefined) {
    if (outgoing.channel === 'push') await touchDevice(ctx, outgoing.pushId);
    return updateDelivery(ctx, deliveryId, { state: 'sent', sent_at: ctx.now, last_error: null });
  }
  const last_error = fault instanceof SendFailure ? fault.message : 'a fault of this server; its log says more';
  if (fault instanceof PushGone && outgoing.channel === 'push') await deleteDevice(ctx, outgoing.pushId);
  if (fault instanceof SendFailure && fault.verdict !== 'unsent') return updateDelivery(ctx, deliveryId, { state: fault.verdict, last_error });
  const pauseSeconds = RETRY_SECONDS[tries - 1];
  if (pauseSeconds === undefined) return updateDelivery(ctx, deliveryId, { state: 'givenUp', last_error });
  const send_after = new Date(ctx.now.getTime() + pauseSeconds * 1_000);
  await updateDelivery(ctx, deliveryId, { state: 'waiting', by_hand: false, send_after, last_error });
  await queueDeliveries(ctx, [{ id: deliveryId, send_after }]);
}
