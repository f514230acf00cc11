import { AppError, type NoticeChannel, type NoticeKind, noticeFacts, OUTER_CHANNELS } from '@tessera/contract';

/** A text with `{placeholders}`. A text message has no subject. */
export type Texts = { subject: string; body: string };
export type Values = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

/** The channels that a kind has texts for: the app where it is listed, and every way out. */
export function channelsOf(kind: NoticeKind): NoticeChannel[] {
  return [...(noticeFacts(kind).listed ? (['inApp'] as const) : []), ...OUTER_CHANNELS];
}

/** What the texts of a kind may name; those of text messages have to be told who signs. */
export function placeholdersOf(kind: NoticeKind): string[] {
  return Object.keys(noticeFacts(kind).params);
}

/**
 * @throws AppError `notifications.template_unknown`, `notifications.placeholder_unknown`, `notifications.template_broken` for a brace
 * that is no placeholder's, `notifications.subject_missing`
 */
export function checkTexts(kind: NoticeKind, channel: NoticeChannel, texts: Texts): void {
  if (!channelsOf(kind).includes(channel)) throw new AppError('notifications.template_unknown');
  if (channel !== 'sms' && texts.subject === '') throw new AppError('notifications.subject_missing');
  const known = placeholdersOf(kind);
  const whole = `${texts.subject}\n${texts.body}`;
  for (const [, name = ''] of whole.matchAll(PLACEHOLDER)) {
    if (!known.includes(name)) throw new AppError('notifications.placeholder_unknown', { name });
  }
  if (/[{}]/.test(whole.replace(PLACEHOLDER, ''))) throw new AppError('notifications.template_broken');
}

/** The texts with their values, for eyes. A value is only ever text: no placeholder inside it is looked at. */
export function filled(texts: Texts, values: Values): Texts {
  const fill = (text: string) => text.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
  return { subject: fill(texts.subject).replace(/\s+/g, ' ').trim(), body: fill(texts.body) };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** The letter's other dress. Everything that anybody typed is escaped; the few styles stand inside, because mail programs drop others. */
export function htmlOf({ subject, body }: Texts, foot: { text: string; url: string; language: string }): string {
  const paragraphs = body
    .split(/\n{2,}/)
    .map((part) => `<p style="margin:0 0 16px">${escaped(part).replaceAll('\n', '<br>')}</p>`)
    .join('');
  return [
    `<!doctype html><html lang="${escaped(foot.language)}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;background:#eef2f4;color:#1c2b33;font:16px/1.6 system-ui,sans-serif">',
    '<div style="max-width:560px;margin:0 auto;background:#ffffff;border-radius:12px;padding:24px">',
    `<h1 style="margin:0 0 16px;font-size:20px;color:#0b7a75">${escaped(subject)}</h1>${paragraphs}</div>`,
    `<p style="max-width:560px;margin:16px auto 0;font-size:13px;color:#56666f">${escaped(foot.text)}<br>`,
    `<a style="color:#0b7a75" href="${escaped(foot.url)}">${escaped(foot.url)}</a></p></body></html>`,
  ].join('');
}
