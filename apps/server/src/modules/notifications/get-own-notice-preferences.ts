import {
  isKeptGroup,
  NOTICE_GROUPS,
  NOTICE_KIND_NAMES,
  type NoticeGroup,
  noticeFacts,
  type notifications,
  OUTER_CHANNELS,
  type OuterChannel,
  type OutputOf,
  WAYS_OF,
} from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type House, isOn, preferencesOf, readHouse, unchosen } from './choices.ts';
import { keyOf, ownPerson, type Person } from './person.ts';
import { type PreferenceRow, selectDevicesOf } from './preference-queries.ts';
import { findReach } from './reach.ts';

export type Preferences = OutputOf<typeof notifications.getOwnNoticePreferences>;

/** What holds for the person, chosen or usual. */
export async function getOwnNoticePreferences(ctx: Ctx): Promise<Preferences> {
  const person = ownPerson(ctx.actor);
  const row = (await preferencesOf(ctx, [person])).get(keyOf(person)) ?? unchosen(person, ctx.now);
  return describePreferences(ctx, person, row);
}

export async function describePreferences(ctx: Ctx, person: Person, row: PreferenceRow): Promise<Preferences> {
  const house = await readHouse(ctx);
  const groups = NOTICE_GROUPS.filter((group) => kindsOf(group).some((facts) => facts.for.includes(person.person_kind)));
  const quiet = row.quiet_mode === 'operator' && house.quiet ? house.quiet : { from: row.quiet_from, to: row.quiet_to };
  return {
    language: row.language,
    channels: recordOf(NOTICE_GROUPS, (group) => recordOf(OUTER_CHANNELS, (channel) => isOn(row, { group, channel, usual: usualOf(group) }))),
    quiet: { mode: row.quiet_mode, ...quiet },
    spendAlert: { mode: row.spend_alert, overMinor: toMinor(Number(row.spend_over_minor)) },
    ways: [...WAYS_OF[person.person_kind]],
    reachable: await reachableBy(ctx, person, house),
    groups: groups.map((group) => ({ group, kept: isKeptGroup(group) })),
  };
}

/** What the kinds of a group usually take, all together. */
function usualOf(group: NoticeGroup): OuterChannel[] {
  return OUTER_CHANNELS.filter((channel) => kindsOf(group).some((facts) => facts.channels.includes(channel)));
}

function kindsOf(group: NoticeGroup) {
  return NOTICE_KIND_NAMES.map(noticeFacts).filter((facts) => facts.group === group);
}

async function reachableBy(ctx: Ctx, person: Person, house: House): Promise<Preferences['reachable']> {
  const devices = await selectDevicesOf(ctx, [person]);
  const reach = (await asSystem(ctx, (system) => findReach(system, [person]))).get(keyOf(person));
  const has: Record<OuterChannel, boolean> = { push: devices.length > 0, sms: reach?.hasPhone ?? false, email: reach?.hasEmail ?? false };
  return recordOf(OUTER_CHANNELS, (channel) => (channel === 'push' || has[channel]) && house.channels.includes(channel));
}

function recordOf<Key extends string, Value>(keys: readonly Key[], make: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Value>; // Every key is there.
}
