import type { NoticeNews, Permission } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { backupFailed, drillFailed } from './modules/backup/index.ts';
import { alarmRaised } from './modules/channels/index.ts';
import { emailChanged, passwordChanged, secondFactorChanged } from './modules/identity/index.ts';
import { importFinished } from './modules/imports/index.ts';
import { findMemberByUser } from './modules/members/index.ts';
import { type News, notify } from './modules/notifications/index.ts';
import { findStaffByUser, findStaffHolding } from './modules/organizations/index.ts';
import type { Ctx } from './platform/ctx.ts';
import { on } from './platform/events.ts';
import type { AnyJob } from './platform/jobs.ts';

/** More people than look after one thing anywhere. */
const TOLD_MAX = 100;
const FILE_NAME_MAX = 200;

/**
 * What modules below the notices say happened, told to whom it concerns. A job may run twice: the event's own key tells each person once.
 */
export const TELLING_JOBS: readonly AnyJob[] = [
  on(passwordChanged, 'tellPerson', (ctx, { userId, at }) => tellUser(ctx, userId, { kind: 'security.passwordChanged', params: { at }, key: at })),
  on(emailChanged, 'tellPerson', (ctx, { userId, at }) => tellUser(ctx, userId, { kind: 'security.emailChanged', params: { at }, key: at })),
  on(secondFactorChanged, 'tellPerson', (ctx, { userId, at }) => tellUser(ctx, userId, { kind: 'security.factorChanged', params: { at }, key: at })),
  on(importFinished, 'tellStarter', (ctx, { importId, staffId, fileName, done, refused }) =>
    notify(ctx, {
      to: { staffId },
      kind: 'import.finished',
      params: { file: fileName.slice(0, FILE_NAME_MAX), done, refused },
      key: importId,
    }),
  ),
  on(backupFailed, 'tellKeepers', (ctx, { backupId, name, at }) =>
    tellHolding(ctx, 'backup.write', { kind: 'backup.failed', params: { name, at }, key: backupId }),
  ),
  on(alarmRaised, 'tellFinance', (ctx, { orderId, alarm, number }) =>
    tellHolding(ctx, 'channels.settle', { kind: 'channel.alarm', params: { number }, key: `${orderId} ${alarm}` }),
  ),
  on(drillFailed, 'tellKeepers', (ctx, { backupId, name, at }) =>
    tellHolding(ctx, 'backup.write', { kind: 'backup.drillFailed', params: { name, at }, key: `${backupId} ${at}` }),
  ),
];

type Keyed = NoticeNews & Required<Pick<News, 'key'>>;

/** A user is a member or at work, or has left and hears nothing. */
async function tellUser(ctx: Ctx, userId: Id<'user'>, news: Keyed): Promise<void> {
  const member = await findMemberByUser(ctx, userId);
  if (member) return notify(ctx, { ...news, to: { memberId: member.id } });
  const staff = await findStaffByUser(ctx, userId);
  if (staff) await notify(ctx, { ...news, to: { staffId: staff.staffId } });
}

async function tellHolding(ctx: Ctx, permission: Permission, news: Keyed): Promise<void> {
  for (const staffId of await findStaffHolding(ctx, permission, TOLD_MAX)) await notify(ctx, { ...news, to: { staffId } });
}
