import type { Language, NoticeChannel, NoticeKind } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectAnnouncementWords } from './announcement-queries.ts';
import { type Reader, type StoredParams, valuesOf } from './notice-values.ts';
import { readyTexts } from './ready-texts.ts';
import { filled, type Texts } from './template.ts';
import { selectTemplates, type TemplateRow } from './template-queries.ts';

/** The texts as they hold now, by place. */
export type TextBook = (kind: NoticeKind, channel: NoticeChannel, language: Language) => Texts;

export async function openTextBook(ctx: Ctx): Promise<TextBook> {
  const written = new Map((await selectTemplates(ctx)).map((row) => [placeKey(row.kind, row.channel, row.language), row]));
  return (kind, channel, language) => currentTexts(written.get(placeKey(kind, channel, language)), { kind, channel, language });
}

/** What holds: the newest version, or the ready-made text where there is none or the newest is a return to it. */
export function currentTexts(row: TemplateRow | undefined, at: { kind: NoticeKind; channel: NoticeChannel; language: Language }): Texts {
  if (row?.subject == null || row.body === null) return readyTexts(at.kind, at.channel, at.language);
  return { subject: row.subject, body: row.body };
}

type Told = { kind: NoticeKind; params: StoredParams; announcement_id: Id<'announcement'> | null };

/** Puts notices into words for one reader, each with the texts that hold now; those of an announcement are its own. */
export async function wordsOf(ctx: Ctx, notices: readonly Told[], at: { channel: NoticeChannel; reader: Reader }): Promise<Texts[]> {
  const { channel, reader } = at;
  const book = await openTextBook(ctx);
  const words = await selectAnnouncementWords(
    ctx,
    notices.flatMap(({ announcement_id }) => announcement_id ?? []),
  );
  return notices.map(({ kind, params, announcement_id }) => {
    const announced = announcement_id === null ? undefined : words.get(announcement_id)?.[reader.language];
    return filled(book(kind, channel, reader.language), announced ?? valuesOf(kind, params, reader));
  });
}

function placeKey(kind: NoticeKind, channel: NoticeChannel, language: Language): string {
  return `${kind} ${channel} ${language}`;
}
