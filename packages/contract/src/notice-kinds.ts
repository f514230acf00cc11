import { z } from 'zod';
import { NECESSARY_PURPOSE, type Purpose } from './purposes.ts';

/** Where a notice may be told beside the app itself, in which it always stands. */
export const OUTER_CHANNELS = ['push', 'email', 'sms'] as const;
export type OuterChannel = (typeof OUTER_CHANNELS)[number];
export const NOTICE_CHANNELS = ['inApp', ...OUTER_CHANNELS] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** The ways that each sort of person can be told by: nobody at work leaves a phone to write to, and the console gets no pushes. */
export const WAYS_OF: Readonly<Record<'member' | 'staff', readonly OuterChannel[]>> = { member: OUTER_CHANNELS, staff: ['email'] };

/** What people switch on and off together. Of `security` and `service` at least one way outside the app stays on. */
export const NOTICE_GROUPS = ['money', 'spending', 'reminders', 'cards', 'security', 'announcements', 'service', 'work'] as const;
export type NoticeGroup = (typeof NOTICE_GROUPS)[number];
export const KEPT_GROUPS: readonly NoticeGroup[] = ['security'];

const PARAMETERS = {
  text: z.string().max(200),
  /** Minor units. */
  amount: z.int(),
  count: z.int(),
  /** ISO 8601; written in the operator's time zone. */
  instant: z.iso.datetime(),
} as const;
type ParameterKind = keyof typeof PARAMETERS;
type Parameters = Readonly<Record<string, ParameterKind>>;

export type NoticeKindFacts = {
  group: NoticeGroup;
  /** Whom it concerns: people with a card, people at work, or both. */
  for: readonly ('member' | 'staff')[];
  /** What a member's contacts are used for by it: what is not necessary leaves the app with their consent only. */
  purpose: Purpose;
  /** Where it goes while a person has chosen nothing. */
  channels: readonly OuterChannel[];
  /** It does not wait for the end of quiet hours. */
  urgent: boolean;
  /** False: it is told outside only, and the app has a better place for it. */
  listed: boolean;
  /** What its text may name. */
  params: Parameters;
};

const both = ['member', 'staff'] as const;
const member = ['member'] as const;
const staff = ['staff'] as const;

/** Everything that people are told. A kind gets its ready-made texts on the server and its name in `packages/messages`, in both languages. */
export const NOTICE_KINDS = {
  'wallet.paid': kind({ group: 'spending', for: member, channels: ['push'], listed: false, params: paid() }),
  'wallet.toppedUp': kind({ group: 'money', for: member, channels: ['push'], params: { amount: 'amount', balance: 'amount', at: 'instant' } }),
  'wallet.toppedUpByIssuer': kind({
    group: 'money',
    for: member,
    channels: ['push'],
    params: { name: 'text', amount: 'amount', balance: 'amount' },
  }),
  'wallet.takenBackByIssuer': kind({
    group: 'money',
    for: member,
    channels: ['push'],
    params: { name: 'text', amount: 'amount', balance: 'amount', reason: 'text' },
  }),
  'wallet.gifted': kind({ group: 'money', for: member, channels: ['push'], params: { amount: 'amount', paid: 'amount', balance: 'amount' } }),
  'wallet.closed': kind({ group: 'money', for: member, channels: ['push', 'sms'], params: { amount: 'amount' } }),
  'wallet.topUpReturned': kind({ group: 'money', for: member, channels: ['push'], params: { amount: 'amount' } }),
  'wallet.withdrawn': kind({ group: 'money', for: member, channels: ['push'], params: { amount: 'amount', balance: 'amount' } }),
  'wallet.withdrawalFailed': kind({ group: 'money', for: member, channels: ['push'], params: { amount: 'amount', balance: 'amount' } }),
  'wallet.refunded': kind({ group: 'money', for: member, channels: ['push'], params: paid() }),
  'wallet.daySpend': kind({ group: 'spending', for: member, channels: ['push', 'sms'], params: { amount: 'amount', threshold: 'amount' } }),
  'wallet.lowBalance': kind({ group: 'reminders', for: member, channels: ['push'], params: { balance: 'amount', usual: 'amount' } }),
  'child.daySpend': kind({
    group: 'spending',
    for: member,
    channels: ['push', 'sms'],
    params: { name: 'text', amount: 'amount', threshold: 'amount' },
  }),
  'child.lowBalance': kind({ group: 'reminders', for: member, channels: ['push'], params: { name: 'text', balance: 'amount', usual: 'amount' } }),
  'child.cardFrozen': kind({ group: 'cards', for: member, channels: ['push', 'sms'], params: { name: 'text', ...card() } }),
  'child.cardUnfrozen': kind({ group: 'cards', for: member, channels: ['push'], params: { name: 'text', ...card() } }),
  'guardian.entered': kind({ group: 'service', for: member, channels: ['push'], params: { name: 'text' } }),
  'guardian.childEntered': kind({ group: 'service', for: member, channels: ['push'], params: { name: 'text' } }),
  'guardian.limitsSet': kind({ group: 'spending', for: member, channels: ['push'], params: { name: 'text' } }),
  'guardian.ended': kind({ group: 'service', for: member, channels: ['push'], params: { name: 'text' } }),
  'guardian.childEnded': kind({ group: 'service', for: member, channels: ['push'], params: { name: 'text' } }),
  'guardian.erased': kind({ group: 'service', for: member, channels: ['push'], params: {} }),
  'wallet.subsidised': kind({ group: 'money', for: member, channels: ['push'], params: { amount: 'amount', nameZh: 'text', nameEn: 'text' } }),
  'wallet.subsidyEnding': kind({
    group: 'reminders',
    for: member,
    channels: ['push'],
    params: { balance: 'amount', nameZh: 'text', nameEn: 'text', day: 'text' },
  }),
  'giftCard.received': kind({
    group: 'money',
    for: member,
    channels: ['push'],
    params: { amount: 'amount', sender: 'text', nameZh: 'text', nameEn: 'text' },
  }),
  'giftCard.taken': kind({ group: 'money', for: member, channels: ['push'], params: { amount: 'amount', nameZh: 'text', nameEn: 'text' } }),
  'points.granted': kind({
    group: 'reminders',
    for: member,
    channels: ['push'],
    params: { points: 'count', nameZh: 'text', nameEn: 'text', day: 'text' },
  }),
  'points.ending': kind({
    group: 'reminders',
    for: member,
    channels: ['push'],
    params: { points: 'count', nameZh: 'text', nameEn: 'text', day: 'text' },
  }),
  'coupon.thanks': kind({ group: 'reminders', for: member, channels: ['push'], params: { item: 'text', nameZh: 'text', nameEn: 'text' } }),
  'redemption.paid': kind({ group: 'spending', for: member, channels: ['push'], params: redeemed() }),
  'redemption.asked': kind({ group: 'spending', for: member, channels: ['push'], params: redeemed() }),
  'redemption.confirmed': kind({ group: 'reminders', for: member, channels: ['push'], params: redeemed() }),
  'redemption.refused': kind({ group: 'money', for: member, channels: ['push'], params: { ...givenBack(), reason: 'text' } }),
  'redemption.unanswered': kind({ group: 'money', for: member, channels: ['push'], params: givenBack() }),
  'redemption.taken': kind({ group: 'spending', for: member, channels: ['push'], params: redeemed() }),
  'redemption.returned': kind({ group: 'money', for: member, channels: ['push'], params: givenBack() }),
  'redemption.expired': kind({ group: 'reminders', for: member, channels: ['push'], params: givenBack() }),
  'redemption.merchantSuspended': kind({
    group: 'reminders',
    for: member,
    channels: ['push'],
    params: { item: 'text', merchant: 'text', number: 'text' },
  }),
  'ticket.issued': kind({ group: 'reminders', for: member, channels: ['push'], params: { title: 'text', count: 'count', at: 'instant' } }),
  'ticket.reissued': kind({ group: 'reminders', for: member, channels: ['push'], params: { title: 'text', number: 'text' } }),
  'ticket.voided': kind({ group: 'reminders', for: member, channels: ['push'], params: { title: 'text', number: 'text', reason: 'text' } }),
  'card.issued': kind({ group: 'cards', for: member, channels: ['push'], params: card() }),
  'card.frozen': kind({ group: 'cards', for: member, channels: ['push', 'sms'], urgent: true, params: card() }),
  'card.unfrozen': kind({ group: 'cards', for: member, channels: ['push'], params: card() }),
  'card.voided': kind({ group: 'cards', for: member, channels: ['push'], params: card() }),
  'card.ordered': kind({ group: 'cards', for: member, channels: ['push'], params: { tail: 'text', fee: 'amount' } }),
  'card.ready': kind({ group: 'cards', for: member, channels: ['push', 'sms'], params: { number: 'text', place: 'text' } }),
  'card.oldEnding': kind({ group: 'cards', for: member, channels: ['push', 'sms'], params: { tail: 'text', day: 'text' } }),
  'card.orderCancelled': kind({ group: 'cards', for: member, channels: ['push'], params: { number: 'text', returned: 'amount' } }),
  'card.emergencySet': kind({ group: 'security', for: member, channels: ['push', 'sms'], urgent: true, params: { at: 'instant' } }),
  'card.emergencyUsed': kind({ group: 'security', for: member, channels: ['push'], urgent: true, params: { amount: 'amount', at: 'instant' } }),
  'security.passwordChanged': kind({ group: 'security', for: both, channels: ['push', 'email', 'sms'], urgent: true, params: { at: 'instant' } }),
  'security.pinChanged': kind({ group: 'security', for: member, channels: ['push', 'sms'], urgent: true, params: { at: 'instant' } }),
  'security.emailChanged': kind({ group: 'security', for: both, channels: ['push', 'sms'], urgent: true, params: { at: 'instant' } }),
  'security.factorChanged': kind({ group: 'security', for: both, channels: ['push', 'email'], urgent: true, params: { at: 'instant' } }),
  'dispute.news': kind({ group: 'service', for: member, channels: ['push'], params: { number: 'text' } }),
  'dispute.consent': kind({ group: 'service', for: member, channels: ['push', 'sms'], params: { number: 'text', amount: 'amount' } }),
  'dispute.decided': kind({ group: 'service', for: member, channels: ['push'], params: { number: 'text' } }),
  'chat.answered': kind({ group: 'service', for: member, channels: ['push'], params: {} }),
  'review.answered': kind({ group: 'service', for: member, channels: ['push'], params: { name: 'text' } }),
  'privacy.exportReady': kind({ group: 'service', for: member, channels: ['push'], params: { until: 'instant' } }),
  announcement: kind({
    group: 'announcements',
    for: both,
    purpose: 'messages',
    channels: ['push'],
    params: { title: 'text', text: 'text' },
  }),
  'survey.asked': kind({
    group: 'announcements',
    for: member,
    purpose: 'messages',
    channels: ['push'],
    params: { titleZh: 'text', titleEn: 'text', day: 'text' },
  }),
  'alert.daySpend': kind({
    group: 'work',
    for: staff,
    channels: [],
    params: { name: 'text', number: 'text', amount: 'amount', threshold: 'amount' },
  }),
  'booking.waiting': kind({
    group: 'work',
    for: staff,
    channels: ['email'],
    urgent: true,
    params: { item: 'text', number: 'text', until: 'instant' },
  }),
  'dispute.opened': kind({ group: 'work', for: staff, channels: [], params: { number: 'text' } }),
  'dispute.asked': kind({ group: 'work', for: staff, channels: ['email'], params: { number: 'text', until: 'instant' } }),
  'dispute.waiting': kind({ group: 'work', for: staff, channels: [], params: { number: 'text' } }),
  'dispute.refunded': kind({ group: 'work', for: staff, channels: ['email'], params: { number: 'text', amount: 'amount' } }),
  'dispute.unanswered': kind({ group: 'work', for: staff, channels: ['email'], params: { number: 'text' } }),
  'dispute.overdue': kind({ group: 'work', for: staff, channels: ['email'], params: { number: 'text' } }),
  'chat.waiting': kind({ group: 'work', for: staff, channels: [], params: {} }),
  'review.opened': kind({ group: 'work', for: staff, channels: [], params: { stars: 'count' } }),
  'quality.low': kind({ group: 'work', for: staff, channels: ['email'], params: { name: 'text', score: 'count' } }),
  'deposit.low': kind({ group: 'work', for: staff, channels: ['email'], params: { name: 'text', amount: 'amount', threshold: 'amount' } }),
  'deposit.waiting': kind({ group: 'work', for: staff, channels: [], params: { name: 'text', amount: 'amount' } }),
  'reconciliation.differences': kind({ group: 'work', for: staff, channels: ['email'], params: { day: 'text', count: 'count' } }),
  'reconciliation.dayOpen': kind({ group: 'work', for: staff, channels: ['email'], params: { day: 'text', time: 'text' } }),
  'channel.alarm': kind({ group: 'work', for: staff, channels: ['email'], params: { number: 'text' } }),
  'import.finished': kind({ group: 'work', for: staff, channels: ['push'], params: { file: 'text', done: 'count', refused: 'count' } }),
  'backup.failed': kind({ group: 'work', for: staff, channels: ['push', 'email'], urgent: true, params: { name: 'text', at: 'instant' } }),
  'backup.drillFailed': kind({ group: 'work', for: staff, channels: ['push', 'email'], urgent: true, params: { name: 'text', at: 'instant' } }),
} satisfies Record<string, NoticeKindFacts>;
export type NoticeKind = keyof typeof NOTICE_KINDS;
export const NOTICE_KIND_NAMES = Object.keys(NOTICE_KINDS) as [NoticeKind, ...NoticeKind[]]; // The keys of a constant object are known.

type ValueOf<Kind extends ParameterKind> = z.infer<(typeof PARAMETERS)[Kind]>;
/** What a notice of this kind has to say. */
export type NoticeParams<Kind extends NoticeKind> = {
  [Name in keyof (typeof NOTICE_KINDS)[Kind]['params']]: ValueOf<(typeof NOTICE_KINDS)[Kind]['params'][Name] & ParameterKind>;
};
/** A kind with what it has to say. */
export type NoticeNews = { [Kind in NoticeKind]: { kind: Kind; params: NoticeParams<Kind> } }[NoticeKind];

/** The schema of a kind's parameters: exactly those, each of its sort. */
export function noticeParamsSchema(name: NoticeKind) {
  const facts: NoticeKindFacts = NOTICE_KINDS[name];
  return z.strictObject(Object.fromEntries(Object.entries(facts.params).map(([key, sort]) => [key, PARAMETERS[sort]])));
}

export function noticeFacts(name: NoticeKind): NoticeKindFacts {
  return NOTICE_KINDS[name];
}

/** Keeps the exact names of the parameters. */
function kind<const P extends Parameters>(
  facts: Pick<NoticeKindFacts, 'group' | 'for' | 'channels'> & { params: P; purpose?: Purpose; urgent?: boolean; listed?: boolean },
): NoticeKindFacts & { params: P } {
  return { purpose: NECESSARY_PURPOSE, urgent: false, listed: true, ...facts };
}

function paid() {
  return { amount: 'amount', merchant: 'text', balance: 'amount', at: 'instant' } as const;
}

function redeemed() {
  return { item: 'text', merchant: 'text', number: 'text', points: 'count', amount: 'amount' } as const;
}

/** What was lost is a sentence in each language, or nothing. */
function givenBack() {
  return { ...redeemed(), lostZh: 'text', lostEn: 'text' } as const;
}

function card() {
  return { tail: 'text', at: 'instant' } as const;
}
