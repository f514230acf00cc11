import { z } from 'zod';
import { routes } from './route.ts';
import { balanceMinor, businessDay, id, instant, name, page, paging, searchText, shortText } from './schemas.ts';

export const channelsErrors = {
  'channels.unknown': 404,
  'channels.order_unknown': 404,
  'channels.refund_unknown': 404,
  'channels.settings_wrong': 400,
  'channels.url_wrong': 400,
  'channels.off': 409,
  'channels.way_unsupported': 409,
  'channels.code_unknown': 409,
  'channels.refund_exceeds': 409,
  'channels.not_paid': 409,
  'channels.not_waiting': 409,
  'channels.amount_differs': 409,
  'channels.reference_taken': 409,
} as const;

/** A kind has one adapter. Desk kinds need nobody else's answer: the cashier or finance says what they have in hand. */
export const CHANNEL_KINDS = ['wechat', 'alipay', 'cash', 'bankCard', 'bankTransfer'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
export const DESK_KINDS = ['cash', 'bankCard', 'bankTransfer'] as const satisfies readonly ChannelKind[];

/** How the payer pays: scans our code, is led to a page of the channel on the phone or the desk, pays inside WeChat, shows a code of the channel, or stands at a desk. */
export const PAYMENT_WAYS = ['qr', 'h5', 'page', 'jsapi', 'code', 'desk'] as const;
export type PaymentWay = (typeof PAYMENT_WAYS)[number];

export const ORDER_STATES = ['created', 'pending', 'unknown', 'paid', 'closed', 'reversed', 'failed'] as const;
export type OrderState = (typeof ORDER_STATES)[number];
export const REFUND_STATES = ['created', 'pending', 'unknown', 'refunded', 'failed'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** Why a channel said no, in words that a cashier or a member can act on. */
export const CHANNEL_REASONS = [
  'code_invalid',
  'code_expired',
  'insufficient_funds',
  'payer_refused',
  'over_limit',
  'merchant_refused',
  'not_allowed',
  'refund_refused',
  'channel_error',
] as const;
export type ChannelReason = (typeof CHANNEL_REASONS)[number];

/** What a person has to look at: the channel says another amount, has taken money twice, or holds a refund back. */
export const ORDER_ALARMS = ['amount_differs', 'transaction_differs', 'refund_held', 'refund_failed', 'unresolved'] as const;
export type OrderAlarm = (typeof ORDER_ALARMS)[number];

/** The steps of a test, in their order. */
export const CHANNEL_STEPS = ['address', 'keys', 'connection', 'query'] as const;

const channelKey = z
  .string()
  .max(30)
  .regex(/^[a-z][a-z0-9-]*$/);
const purpose = z
  .string()
  .max(30)
  .regex(/^[a-z][A-Za-z]*$/);
const pem = z.string().trim().max(10_000);

const settingsOfChannel = z.object({
  nameZh: name,
  nameEn: name,
  /** Empty for the channel's own host. */
  baseUrl: z.union([z.url().max(300), z.literal('')]),
  /** `mchid` at WeChat Pay, the seller's id (`2088…`) at Alipay. */
  merchantId: z.string().trim().max(40),
  appId: z.string().trim().max(40),
  /** Serial number of our own certificate at WeChat Pay. */
  certificateSerial: z.string().trim().max(80),
  /** WeChat Pay only: `PUB_KEY_ID_…`; empty lets the platform certificates be fetched. */
  publicKeyId: z.string().trim().max(80),
  /** PEM or bare base64: what the channel signs with. */
  publicKey: pem,
  enabled: z.boolean(),
});
const channel = settingsOfChannel.extend({
  key: channelKey,
  kind: z.enum(CHANNEL_KINDS),
  hasPrivateKey: z.boolean(),
  hasApiKey: z.boolean(),
  /** Where the channel sends its notifications. */
  notifyUrl: z.string(),
  changedAt: instant,
});
export type ChannelRecord = z.input<typeof channel>;

/** What the payer's device needs. */
export const instructions = z.object({
  /** To be shown as a QR code. */
  codeUrl: z.string().optional(),
  /** A page of the channel that the browser goes to. */
  pageUrl: z.string().optional(),
  /** For `WeixinJSBridge`, inside WeChat. */
  jsapi: z.record(z.string(), z.string()).optional(),
});

const order = z.object({
  id: id<'order'>(),
  channel: channelKey,
  kind: z.enum(CHANNEL_KINDS),
  purpose,
  subjectId: z.string().nullable(),
  memberId: id<'member'>().nullable(),
  organizationId: id<'organization'>().nullable(),
  terminalId: id<'terminal'>().nullable(),
  staffId: id<'staff'>().nullable(),
  way: z.enum(PAYMENT_WAYS),
  title: z.string(),
  amountMinor: balanceMinor,
  refundedMinor: balanceMinor,
  state: z.enum(ORDER_STATES),
  reason: z.string().nullable(),
  isLate: z.boolean(),
  alarm: z.string().nullable(),
  outTradeNo: z.string(),
  transactionNo: z.string().nullable(),
  payerMasked: z.string().nullable(),
  openedAt: instant,
  expiresAt: instant,
  paidAt: instant.nullable(),
});
export type ChannelOrder = z.input<typeof order>;

const refund = z.object({
  id: id<'refund'>(),
  orderId: id<'order'>(),
  amountMinor: balanceMinor,
  cause: z.string(),
  state: z.enum(REFUND_STATES),
  reason: z.string().nullable(),
  alarm: z.string().nullable(),
  refundNo: z.string(),
  transactionNo: z.string().nullable(),
  askedAt: instant,
  settledAt: instant.nullable(),
});
export type ChannelRefund = z.input<typeof refund>;

const orderEvent = z.object({
  id: id<'orderEvent'>(),
  refundId: id<'refund'>().nullable(),
  at: instant,
  source: z.string(),
  fromState: z.string().nullable(),
  toState: z.string(),
  note: z.string().nullable(),
});
export type ChannelOrderEvent = z.input<typeof orderEvent>;

/** As its member sees it. */
export const ownOrder = order
  .pick({
    id: true,
    channel: true,
    kind: true,
    purpose: true,
    way: true,
    title: true,
    amountMinor: true,
    refundedMinor: true,
    state: true,
    reason: true,
  })
  .extend({
    instructions: instructions.nullable(),
    /** Whether there ever was something to pay by. */
    wasPayable: z.boolean(),
    openedAt: instant,
    expiresAt: instant,
    paidAt: instant.nullable(),
  });
export type OwnOrder = z.input<typeof ownOrder>;

const wholeOrder = z.object({ order, refunds: z.array(refund), events: z.array(orderEvent) });

export const channels = routes({
  listChannels: {
    method: 'GET',
    path: '/channels',
    summary: 'Every way that money comes in, with its settings; a secret is never shown again',
    permission: 'channels.read',
    response: z.object({ items: z.array(channel) }),
    errors: [],
  },
  saveChannel: {
    method: 'PUT',
    path: '/channels/:channel',
    summary: 'Enter or change a channel; without a key the one that is kept stays',
    permission: 'channels.write',
    params: z.object({ channel: channelKey }),
    body: settingsOfChannel.extend({
      kind: z.enum(CHANNEL_KINDS),
      /** Our own key, PEM or bare base64 (PKCS #1 or #8). */
      privateKey: pem.optional(),
      /** API v3 key of WeChat Pay. */
      apiKey: z
        .string()
        .regex(/^[\x21-\x7e]{32}$/)
        .optional(),
    }),
    response: channel,
    errors: ['channels.settings_wrong', 'channels.url_wrong'],
  },
  testChannel: {
    method: 'POST',
    path: '/channels/:channel/test',
    summary: 'Ask the channel about an order that does not exist, and say step by step what failed',
    permission: 'channels.write',
    ratePerMinute: 20,
    params: z.object({ channel: channelKey }),
    response: z.object({ steps: z.array(z.object({ step: z.enum(CHANNEL_STEPS), ok: z.boolean(), detail: z.string() })) }),
    errors: ['channels.unknown'],
  },
  listChannelOrders: {
    method: 'GET',
    path: '/channels/orders',
    summary: 'Orders at all channels, newest first; `q` is one of their numbers',
    permission: 'channels.read',
    query: z.object({
      ...paging,
      q: searchText.optional(),
      channel: channelKey.optional(),
      state: z.enum(ORDER_STATES).optional(),
      purpose: purpose.optional(),
      /** Only those that a person has to look at. */
      alarm: z.enum(['true']).optional(),
      memberId: id<'member'>().optional(),
      from: businessDay.optional(),
      to: businessDay.optional(),
    }),
    response: page(order),
    errors: [],
  },
  getChannelOrder: {
    method: 'GET',
    path: '/channels/orders/:orderId',
    summary: 'One order with its refunds and all that happened to it',
    permission: 'channels.read',
    params: z.object({ orderId: id<'order'>() }),
    response: wholeOrder,
    errors: ['channels.order_unknown'],
  },
  resolveChannelOrder: {
    method: 'POST',
    path: '/channels/orders/:orderId/resolve',
    summary: 'Ask the channel now what became of an order and of its refunds',
    permission: 'channels.settle',
    ratePerMinute: 60,
    params: z.object({ orderId: id<'order'>() }),
    response: wholeOrder,
    errors: ['channels.order_unknown'],
  },
  confirmChannelOrder: {
    method: 'POST',
    path: '/channels/orders/:orderId/confirm',
    summary: 'A bank transfer has arrived: its reference on the statement and the amount that arrived',
    permission: 'channels.settle',
    params: z.object({ orderId: id<'order'>() }),
    body: z.object({ reference: shortText.min(1).max(64), amountMinor: z.int().min(1) }),
    response: order,
    errors: ['channels.order_unknown', 'channels.not_waiting', 'channels.amount_differs', 'channels.reference_taken'],
  },
  confirmChannelRefund: {
    method: 'POST',
    path: '/channels/refunds/:refundId/confirm',
    summary: 'Money that goes back by hand has gone: its reference',
    permission: 'channels.settle',
    params: z.object({ refundId: id<'refund'>() }),
    body: z.object({ reference: shortText.min(1).max(64) }),
    response: refund,
    errors: ['channels.refund_unknown', 'channels.not_waiting'],
  },
  listOwnChannelOrders: {
    method: 'GET',
    path: '/channels/own-orders',
    summary: 'The member’s own orders, newest first',
    permission: 'self.topUp',
    query: z.object(paging),
    response: page(ownOrder),
    errors: [],
  },
  getOwnChannelOrder: {
    method: 'GET',
    path: '/channels/own-orders/:orderId',
    summary: 'One own order, with what the phone needs to pay it',
    permission: 'self.topUp',
    params: z.object({ orderId: id<'order'>() }),
    response: ownOrder,
    errors: ['channels.order_unknown'],
  },
});
