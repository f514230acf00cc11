import { AppError, type InputOf, NOTICE_GROUPS, type notifications } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { isKeptWhole, unchosen } from './choices.ts';
import { describePreferences, type Preferences } from './get-own-notice-preferences.ts';
import { ownPerson } from './person.ts';
import { lockPreference, type PreferenceRow, savePreference } from './preference-queries.ts';

type Choice = InputOf<typeof notifications.setOwnNoticePreferences>;

/** What is not mentioned stays. @throws AppError `notifications.channel_kept` when nothing outside the app would be left of what has to arrive */
export async function setOwnNoticePreferences(ctx: Ctx, choice: Choice): Promise<Preferences> {
  const person = ownPerson(ctx.actor);
  const before = (await lockPreference(ctx, person)) ?? unchosen(person, ctx.now);
  const after = chosen(before, choice, ctx.now);
  for (const group of NOTICE_GROUPS) {
    if (!isKeptWhole(person, group, after.channels[group] ?? {})) throw new AppError('notifications.channel_kept', { group });
  }
  await savePreference(ctx, after);
  await record(ctx, {
    action: 'notifications.setOwnNoticePreferences',
    targetKind: person.person_kind,
    targetId: person.person_id,
    before: shownOf(before),
    after: shownOf(after),
  });
  return describePreferences(ctx, person, after);
}

function chosen(before: PreferenceRow, { language, channels, quiet, spendAlert }: Choice, at: Date): PreferenceRow {
  return {
    ...before,
    ...(language !== undefined && { language }),
    ...(channels && { channels: Object.fromEntries(Object.entries(channels).map(([group, switches]) => [group, { ...switches }])) }),
    ...(quiet && { quiet_mode: quiet.mode, quiet_from: quiet.from, quiet_to: quiet.to }),
    ...(spendAlert && { spend_alert: spendAlert.mode, spend_over_minor: spendAlert.overMinor }),
    changed_at: at,
  };
}

function shownOf({ language, channels, quiet_mode, quiet_from, quiet_to, spend_alert, spend_over_minor }: PreferenceRow) {
  return {
    language,
    channels: JSON.stringify(channels),
    quiet: `${quiet_mode} ${quiet_from}–${quiet_to}`,
    spendAlert: spend_alert,
    spendOverMinor: Number(spend_over_minor),
  };
}
