import type { InputOf, notifications } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type AnnouncementView, auditedAnnouncement, shownAnnouncement } from './announcement.ts';
import { insertAnnouncement } from './announcement-queries.ts';

type Create = typeof notifications.createAnnouncement;

export async function createAnnouncement(ctx: Ctx, input: InputOf<Create>): Promise<AnnouncementView> {
  const row = await insertAnnouncement(ctx, {
    id: newId<'announcement'>(ctx.now.getTime()),
    state: 'draft',
    ...columnsOf(input),
    publish_at: null,
    published_at: null,
    withdrawn_at: null,
    reached_id: null,
    reaching: null,
    created_at: ctx.now,
    created_by: ctx.actor.kind === 'staff' ? ctx.actor.name : ctx.actor.kind,
  });
  await record(ctx, { action: 'notifications.createAnnouncement', targetKind: 'announcement', targetId: row.id, after: auditedAnnouncement(row) });
  return shownAnnouncement(ctx, row);
}

/** What people write, as columns. */
export function columnsOf(input: Pick<InputOf<Create>, 'titleZh' | 'titleEn' | 'textZh' | 'textEn' | 'audience' | 'channels'>) {
  return {
    title_zh: input.titleZh,
    title_en: input.titleEn,
    text_zh: input.textZh,
    text_en: input.textEn,
    audience: JSON.stringify(input.audience),
    channels: [...new Set(input.channels)],
  };
}
