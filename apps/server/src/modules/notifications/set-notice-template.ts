import { AppError, type InputOf, type notifications } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type TemplateView, templateView } from './notice-templates.ts';
import { channelsOf, checkTexts, type Texts } from './template.ts';
import { insertTemplate, lockTemplate, selectTemplate, type TemplatePlace } from './template-queries.ts';

/** @throws AppError as `checkTexts` */
export async function setNoticeTemplate(ctx: Ctx, input: InputOf<typeof notifications.setNoticeTemplate>): Promise<TemplateView> {
  const { kind, channel, language, subject, body } = input;
  checkTexts(kind, channel, { subject, body });
  const texts = { subject: channel === 'sms' ? '' : subject, body };
  return saveVersion(ctx, { kind, channel, language }, { texts, action: 'notifications.setNoticeTemplate' });
}

/** @throws AppError `notifications.template_unknown` */
export async function resetNoticeTemplate(ctx: Ctx, input: InputOf<typeof notifications.resetNoticeTemplate>): Promise<TemplateView> {
  const { kind, channel, language } = input;
  if (!channelsOf(kind).includes(channel)) throw new AppError('notifications.template_unknown');
  return saveVersion(ctx, { kind, channel, language }, { texts: null, action: 'notifications.resetNoticeTemplate' });
}

/** A text that stays as it was is no new version. */
async function saveVersion(ctx: Ctx, place: TemplatePlace, change: { texts: Texts | null; action: string }): Promise<TemplateView> {
  await lockTemplate(ctx, place);
  const before = await selectTemplate(ctx, place);
  const { texts, action } = change;
  if ((before?.subject ?? null) === (texts?.subject ?? null) && (before?.body ?? null) === (texts?.body ?? null)) return templateView(place, before);
  const after = {
    ...place,
    version: (before?.version ?? 0) + 1,
    subject: texts?.subject ?? null,
    body: texts?.body ?? null,
    changed_at: ctx.now,
    changed_by: ctx.actor.kind === 'staff' ? ctx.actor.name : ctx.actor.kind,
  };
  await insertTemplate(ctx, after);
  const view = templateView(place, after);
  await record(ctx, {
    action,
    targetKind: 'noticeTemplate',
    targetId: `${place.kind} ${place.channel} ${place.language}`,
    before: textsOf(templateView(place, before)),
    after: textsOf(view),
  });
  return view;
}

function textsOf({ version, subject, body }: TemplateView) {
  return { version, subject, body };
}
