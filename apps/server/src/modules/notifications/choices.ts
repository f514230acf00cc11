import { isKeptGroup, type NoticeGroup, type NoticeKind, noticeFacts, OUTER_CHANNELS, type OuterChannel, WAYS_OF } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';
import { keyOf, type Person } from './person.ts';
import { type PreferenceRow, selectPreferences } from './preference-queries.ts';
import type { QuietHours } from './quiet-hours.ts';

/** What the operator lets the installation do, and what holds for who has chosen nothing. */
export type House = { channels: readonly OuterChannel[]; quiet: QuietHours | null };

export async function readHouse(ctx: Ctx): Promise<House> {
  const isQuiet = await readSetting(ctx, 'notifications.quietHours');
  return {
    channels: await readSetting(ctx, 'notifications.channels'),
    quiet: isQuiet ? { from: await readSetting(ctx, 'notifications.quietFrom'), to: await readSetting(ctx, 'notifications.quietTo') } : null,
  };
}

/** Rows by person; who has chosen nothing is missing. */
export async function preferencesOf(ctx: Ctx, persons: readonly Person[]): Promise<Map<string, PreferenceRow>> {
  return new Map((await selectPreferences(ctx, persons)).map((row) => [keyOf(row), row]));
}

export function unchosen({ person_kind, person_id }: Person, at: Date): PreferenceRow {
  return {
    person_kind,
    person_id,
    language: null,
    channels: {},
    quiet_mode: 'operator',
    quiet_from: '22:00',
    quiet_to: '07:00',
    spend_alert: 'off',
    spend_over_minor: 10_000,
    changed_at: at,
  };
}

/** Whether a person is told of a group by a way; what is not chosen is as the group's kinds usually are. */
export function isOn(row: PreferenceRow | undefined, of: { group: NoticeGroup; channel: OuterChannel; usual: readonly OuterChannel[] }): boolean {
  return row?.channels[of.group]?.[of.channel] ?? of.usual.includes(of.channel);
}

/** The ways out that a notice takes to this person, as far as the installation has them. */
export function waysOf(kind: NoticeKind, row: PreferenceRow | undefined, house: House): OuterChannel[] {
  const { group, channels: usual } = noticeFacts(kind);
  return OUTER_CHANNELS.filter((channel) => house.channels.includes(channel) && isOn(row, { group, channel, usual }));
}

/** Of a group that has to reach people, one of their ways out stays on. */
export function isKeptWhole({ person_kind }: Person, group: NoticeGroup, switches: Readonly<Record<string, boolean>>): boolean {
  return !isKeptGroup(group) || WAYS_OF[person_kind].some((channel) => switches[channel] !== false);
}

export function quietOf(row: PreferenceRow | undefined, house: House): QuietHours | null {
  if (row?.quiet_mode === 'off') return null;
  return row?.quiet_mode === 'own' ? { from: row.quiet_from, to: row.quiet_to } : house.quiet;
}
