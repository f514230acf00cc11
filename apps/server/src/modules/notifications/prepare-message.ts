import { type Language, noticeFacts } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import type { Email, Sms } from '../../platform/messaging/ports.ts';
import { PUSH_PAYLOAD_MAX, type PushKeys, type PushMessage } from '../../platform/messaging/web-push.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { maskEmail } from '../identity/index.ts';
import { maskPhone } from '../members/index.ts';
import type { LockedDelivery } from './delivery-queries.ts';
import { wordsOf } from './notice-texts.ts';
import type { Person } from './person.ts';
import { selectSubscription } from './preference-queries.ts';
import { openPushKeys, SUBSCRIPTION_PURPOSE } from './push-keys.ts';
import { openEmail, openPhone } from './reach.ts';
import { htmlOf, type Texts } from './template.ts';

/** A message in its person's words, ready for its carrier. */
export type Outgoing = { addressMasked: string | null } & (
  | { channel: 'sms'; sms: Sms }
  | { channel: 'email'; email: Email }
  | { channel: 'push'; pushId: Id<'push'>; keys: PushKeys; push: PushMessage }
);
type For = { language: Language; secrets: SecretBox; publicUrl: string };

const FOOT: Readonly<Record<Language, string>> = {
  'zh-CN': '这封信由一卡通自动发出，请勿回复。要改变接收方式，请打开应用的通知设置。',
  en: 'Sent by Tessera by itself; please do not reply. What you are told is yours to choose, in the app’s notice settings.',
};

const subscriptionSchema = z.object({ endpoint: z.string(), p256dh: z.string(), auth: z.string() });

/** Undefined when the person can no longer be reached this way. */
export async function prepareMessage(ctx: Ctx, delivery: LockedDelivery, { language, secrets, publicUrl }: For): Promise<Outgoing | undefined> {
  const reader = { language, timeZone: await timeZoneOf(ctx) };
  const [texts = { subject: '', body: '' }] = await wordsOf(ctx, [delivery], { channel: delivery.channel, reader });
  if (delivery.channel === 'push') return preparePush(ctx, { delivery, texts, secrets, publicUrl });
  if (delivery.channel === 'sms') {
    const to = await openPhone(ctx, delivery, secrets);
    return to === undefined ? undefined : { channel: 'sms', addressMasked: maskPhone(to), sms: { to, text: texts.body, locale: language } };
  }
  const to = await openEmail(ctx, delivery, secrets);
  if (to === undefined) return undefined;
  return { channel: 'email', addressMasked: maskEmail(to), email: letterOf(texts, { to, language, url: noticesAt(publicUrl, delivery) }) };
}

/** Where the person reads all of their notices. */
function noticesAt(publicUrl: string, { person_kind }: Person): string {
  return `${publicUrl}/${person_kind === 'member' ? 'member' : 'console'}/notices`;
}

function letterOf(texts: Texts, { to, language, url }: { to: string; language: Language; url: string }): Email {
  const foot = FOOT[language];
  return { to, subject: texts.subject, text: `${texts.body}\n\n${foot}\n${url}`, html: htmlOf(texts, { text: foot, url, language }) };
}

type ForPush = { delivery: LockedDelivery; texts: Texts; secrets: SecretBox; publicUrl: string };

async function preparePush(ctx: Ctx, { delivery, texts, secrets, publicUrl }: ForPush): Promise<Outgoing | undefined> {
  const { push_id: pushId, kind, id } = delivery;
  const sealed = pushId === null ? undefined : await selectSubscription(ctx, pushId);
  if (pushId === null || sealed === undefined) return undefined;
  const subscription = subscriptionSchema.parse(JSON.parse(secrets.open(SUBSCRIPTION_PURPOSE, sealed)));
  const payload = payloadOf({ title: texts.subject, body: texts.body, url: noticesAt(publicUrl, delivery), tag: id });
  const keys = await openPushKeys(ctx, secrets);
  const push = { subscription, payload, isUrgent: noticeFacts(kind).urgent };
  return { channel: 'push', addressMasked: new URL(subscription.endpoint).host, pushId, keys, push };
}

/** As much of the text as one record holds; the app has the whole of it. */
function payloadOf(message: { title: string; body: string; url: string; tag: string }): Buffer {
  let body = message.body;
  for (;;) {
    const payload = Buffer.from(JSON.stringify({ ...message, body }));
    if (payload.length <= PUSH_PAYLOAD_MAX) return payload;
    body = `${[...body].slice(0, Math.floor([...body].length * 0.8)).join('')}…`;
  }
}
