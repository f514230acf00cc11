import { type InputOf, LANGUAGES, NOTICE_KIND_NAMES, noticeFacts, type notifications, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { currentTexts } from './notice-texts.ts';
import { sampleParams, valuesOf } from './notice-values.ts';
import { smsLength } from './sms-length.ts';
import { channelsOf, checkTexts, filled, htmlOf, placeholdersOf } from './template.ts';
import { selectTemplates, type TemplatePlace, type TemplateRow } from './template-queries.ts';

export type TemplateView = OutputOf<typeof notifications.setNoticeTemplate>;
type List = typeof notifications.listNoticeTemplates;
type Preview = typeof notifications.previewNoticeTemplate;

/** Every text in the registry's order, changed or ready-made. */
export async function listNoticeTemplates(ctx: Ctx): Promise<OutputOf<List>> {
  const rows = new Map((await selectTemplates(ctx)).map((row) => [`${row.kind} ${row.channel} ${row.language}`, row]));
  const places = NOTICE_KIND_NAMES.flatMap((kind) =>
    channelsOf(kind).flatMap((channel) => LANGUAGES.map((language) => ({ kind, channel, language }))),
  );
  return { items: places.map((place) => templateView(place, rows.get(`${place.kind} ${place.channel} ${place.language}`))) };
}

export function templateView(place: TemplatePlace, row: TemplateRow | undefined): TemplateView {
  const { subject, body } = currentTexts(row, place);
  return {
    ...place,
    group: noticeFacts(place.kind).group,
    version: row?.version ?? 0,
    isReadyMade: row?.body == null,
    subject,
    body,
    placeholders: placeholdersOf(place.kind),
    changedAt: row?.changed_at ?? null,
    changedBy: row?.changed_by ?? null,
  };
}

/** With sample values, and with what a text message costs. @throws AppError as `checkTexts` */
export async function previewNoticeTemplate(ctx: Ctx, input: InputOf<Preview>): Promise<OutputOf<Preview>> {
  const { kind, channel, language, subject, body } = input;
  checkTexts(kind, channel, { subject, body });
  const reader = { language, timeZone: await timeZoneOf(ctx) };
  const shown = filled({ subject, body }, valuesOf(kind, sampleParams(kind, ctx.now), reader));
  return {
    subject: shown.subject,
    text: shown.body,
    html: channel === 'email' ? htmlOf(shown, { text: '', url: '', language }) : null,
    sms: channel === 'sms' ? smsLength(shown.body) : null,
  };
}
