import type { Id } from '@tessera/kernel';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { Person } from './person.ts';
import type { NotificationsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<NotificationsTables>();
export type PreferenceRow = Selectable<NotificationsTables['notifications.preference']>;
export type DeviceRow = Pick<Selectable<NotificationsTables['notifications.push_device']>, 'id' | 'label' | 'created_at' | 'last_sent_at'>;

const COLUMNS = [
  'person_kind',
  'person_id',
  'language',
  'channels',
  'quiet_mode',
  'quiet_from',
  'quiet_to',
  'spend_alert',
  'spend_over_minor',
  'changed_at',
] as const;

/** What these persons have chosen; who has chosen nothing is missing. */
export function selectPreferences(ctx: Ctx, persons: readonly Person[]): Promise<PreferenceRow[]> {
  return tables(ctx)
    .selectFrom('notifications.preference')
    .select(COLUMNS)
    .where((row) => row('person_id', '=', row.fn.any(row.val(persons.map(({ person_id }) => person_id)))))
    .execute();
}

export function lockPreference(ctx: Ctx, person: Person): Promise<PreferenceRow | undefined> {
  return tables(ctx)
    .selectFrom('notifications.preference')
    .select(COLUMNS)
    .where('person_kind', '=', person.person_kind)
    .where('person_id', '=', person.person_id)
    .forUpdate()
    .executeTakeFirst();
}

export async function savePreference(ctx: Ctx, { channels, person_kind, person_id, ...rest }: PreferenceRow): Promise<void> {
  const change = { ...rest, channels: JSON.stringify(channels) };
  await tables(ctx)
    .insertInto('notifications.preference')
    .values({ person_kind, person_id, ...change })
    .onConflict((conflict) => conflict.columns(['person_kind', 'person_id']).doUpdateSet(change))
    .execute();
}

export type SpendAlert = { memberId: Id<'member'>; overMinor: number };

/** Of these members, who wants to hear of payments, and from which amount on. */
export async function selectSpendAlerts(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<SpendAlert[]> {
  const { rows } = await sql<SpendAlert>`
    select person_id as "memberId", case spend_alert when 'over' then spend_over_minor else -1 end as "overMinor"
    from notifications.preference
    where spend_alert <> 'off' and person_kind = 'member' and person_id = any(${memberIds}::uuid[])`.execute(ctx.tx);
  return rows;
}

export type PersonDevice = Person & { id: Id<'push'> };

export function selectDevicesOf(ctx: Ctx, persons: readonly Person[]): Promise<PersonDevice[]> {
  return tables(ctx)
    .selectFrom('notifications.push_device')
    .select(['id', 'person_kind', 'person_id'])
    .where((row) => row('person_id', '=', row.fn.any(row.val(persons.map(({ person_id }) => person_id)))))
    .execute();
}

export function selectDevices(ctx: Ctx, person: Person): Promise<DeviceRow[]> {
  return tables(ctx)
    .selectFrom('notifications.push_device')
    .select(['id', 'label', 'created_at', 'last_sent_at'])
    .where('person_kind', '=', person.person_kind)
    .where('person_id', '=', person.person_id)
    .orderBy('id', 'desc')
    .execute();
}

export async function selectSubscription(ctx: Ctx, pushId: Id<'push'>): Promise<string | undefined> {
  const row = await tables(ctx).selectFrom('notifications.push_device').select('subscription_sealed').where('id', '=', pushId).executeTakeFirst();
  return row?.subscription_sealed;
}

export type NewDevice = Person & { id: Id<'push'>; endpoint_hash: string; subscription_sealed: string; label: string; created_at: Date };

/** The same browser again keeps its id, under whoever is signed in there now. */
export function saveDevice(ctx: Ctx, device: NewDevice): Promise<DeviceRow> {
  const { person_kind, person_id, subscription_sealed, label } = device;
  return tables(ctx)
    .insertInto('notifications.push_device')
    .values({ ...device, last_sent_at: null })
    .onConflict((conflict) => conflict.column('endpoint_hash').doUpdateSet({ person_kind, person_id, subscription_sealed, label }))
    .returning(['id', 'label', 'created_at', 'last_sent_at'])
    .executeTakeFirstOrThrow();
}

/** False for a device of somebody else, as for one that is not there. */
export async function deleteOwnDevice(ctx: Ctx, person: Person, pushId: Id<'push'>): Promise<boolean> {
  const result = await tables(ctx)
    .deleteFrom('notifications.push_device')
    .where('id', '=', pushId)
    .where('person_kind', '=', person.person_kind)
    .where('person_id', '=', person.person_id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** One that no longer lets us push. */
export async function deleteDevice(ctx: Ctx, pushId: Id<'push'>): Promise<void> {
  await tables(ctx).deleteFrom('notifications.push_device').where('id', '=', pushId).execute();
}

export async function touchDevice(ctx: Ctx, pushId: Id<'push'>): Promise<void> {
  await tables(ctx).updateTable('notifications.push_device').set({ last_sent_at: ctx.now }).where('id', '=', pushId).execute();
}

export function selectPushKey(ctx: Ctx) {
  return tables(ctx).selectFrom('notifications.push_key').select(['public_key', 'private_sealed']).executeTakeFirst();
}

/** Keeps the first pair, whoever comes second. */
export async function insertPushKey(ctx: Ctx, row: { public_key: string; private_sealed: string }): Promise<void> {
  await tables(ctx)
    .insertInto('notifications.push_key')
    .values({ ...row, created_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
