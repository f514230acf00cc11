import { AppError, type InputOf, type notifications, type OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { arePushKeys } from '../../platform/messaging/web-push.ts';
import type { Outbound } from '../../platform/outbound.ts';
import { OutboundRefused } from '../../platform/outbound.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { ownPerson } from './person.ts';
import { type DeviceRow, deleteOwnDevice, saveDevice, selectDevices } from './preference-queries.ts';
import { openPushKeys, SUBSCRIPTION_PURPOSE } from './push-keys.ts';

const DEVICES_MAX = 10;
/** What looking after devices needs: seals, and the guard of where we may push to. */
export type PushParts = { secrets: SecretBox; outbound: Pick<Outbound, 'check'> };
type Device = OutputOf<typeof notifications.addOwnPushDevice>;

export async function listOwnPushDevices(ctx: Ctx, secrets: SecretBox): Promise<OutputOf<typeof notifications.listOwnPushDevices>> {
  const rows = await selectDevices(ctx, ownPerson(ctx.actor));
  const { publicKey } = await asSystem(ctx, (system) => openPushKeys(system, secrets));
  return { items: rows.map(deviceView), serverKey: publicKey };
}

/**
 * A browser that changes hands changes its person with it.
 * @throws AppError `notifications.push_endpoint_refused`, `notifications.push_keys_wrong`, `notifications.too_many_devices`
 */
export async function addOwnPushDevice(ctx: Ctx, input: InputOf<typeof notifications.addOwnPushDevice>, parts: PushParts): Promise<Device> {
  const { endpoint, p256dh, auth, label } = input;
  checkEndpoint(endpoint, parts.outbound);
  if (!arePushKeys(input)) throw new AppError('notifications.push_keys_wrong');
  const person = ownPerson(ctx.actor);
  if ((await selectDevices(ctx, person)).length >= DEVICES_MAX) throw new AppError('notifications.too_many_devices', { max: DEVICES_MAX });
  // Another person may have used this browser before.
  const row = await asSystem(ctx, (system) =>
    saveDevice(system, {
      ...person,
      id: newId<'push'>(ctx.now.getTime()),
      endpoint_hash: parts.secrets.keyedHash('notifications.endpoint', endpoint),
      subscription_sealed: parts.secrets.seal(SUBSCRIPTION_PURPOSE, JSON.stringify({ endpoint, p256dh, auth })),
      label,
      created_at: ctx.now,
    }),
  );
  await record(ctx, { action: 'notifications.addOwnPushDevice', targetKind: 'push', targetId: row.id, after: { label } });
  return deviceView(row);
}

/** @throws AppError `notifications.unknown`, also for somebody else's device */
export async function removeOwnPushDevice(
  ctx: Ctx,
  { pushId }: InputOf<typeof notifications.removeOwnPushDevice>,
): Promise<OutputOf<typeof notifications.removeOwnPushDevice>> {
  if (!(await deleteOwnDevice(ctx, ownPerson(ctx.actor), pushId))) throw new AppError('notifications.unknown', { pushId });
  await record(ctx, { action: 'notifications.removeOwnPushDevice', targetKind: 'push', targetId: pushId });
  return {};
}

function checkEndpoint(endpoint: string, outbound: Pick<Outbound, 'check'>): void {
  try {
    outbound.check(endpoint);
  } catch (error) {
    if (error instanceof OutboundRefused) throw new AppError('notifications.push_endpoint_refused');
    throw error;
  }
}

function deviceView(row: DeviceRow): Device {
  return { id: row.id, label: row.label, createdAt: row.created_at, lastSentAt: row.last_sent_at };
}
