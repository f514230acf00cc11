import { MAX_AMOUNT_MINOR, toMinor } from '@tessera/kernel';
import { z } from 'zod';
import { purseLot, purseParts } from './gifts.ts';
import { routes } from './route.ts';
import { amountMinor, balanceMinor, id, instant, page, paging, searchText, shortText } from './schemas.ts';

/** Back to the top-ups that it came by, or handed over at the counter. */
export const DESK_WITHDRAWAL_WAYS = ['source', 'cash'] as const;
export type DeskWithdrawalWay = (typeof DESK_WITHDRAWAL_WAYS)[number];
/** `bank`: to a bank account, for the last one of a leaver. */
export const WITHDRAWAL_WAYS = [...DESK_WITHDRAWAL_WAYS, 'bank'] as const;
export type WithdrawalWay = (typeof WITHDRAWAL_WAYS)[number];
/** `closure`: the last one, of a wallet that is being closed. */
export const WITHDRAWAL_PURPOSES = ['withdrawal', 'closure'] as const;
export type WithdrawalPurpose = (typeof WITHDRAWAL_PURPOSES)[number];
/** `waiting` for another person, `approved` until the cash is handed over, `paying` until each channel has said so; `partly`: some was refused. */
export const WITHDRAWAL_STATES = ['waiting', 'approved', 'paying', 'done', 'partly', 'failed', 'refused', 'cancelled'] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];
export const WITHDRAWAL_PART_STATES = ['held', 'asked', 'paid', 'released'] as const;
export type WithdrawalPartState = (typeof WITHDRAWAL_PART_STATES)[number];

const withdrawalTerms = z.object({
  /** The member’s own money, without what is kept back; neither gifts nor subsidies are ever paid out. */
  availableMinor: balanceMinor,
  /** The part of it that can go back to where it came from. */
  toSourceMinor: balanceMinor,
  /** From what, by the rules that everybody shares, follows which gift lapses with which sum. */
  purse: purseParts.extend({ lots: z.array(purseLot.extend({ toSource: z.boolean() })) }),
});
export type WithdrawalTerms = z.input<typeof withdrawalTerms>;

const ownWithdrawal = z.object({
  id: id<'withdrawal'>(),
  amountMinor: balanceMinor,
  /** What has gone out; less than asked for where a channel refused a part. */
  paidMinor: balanceMinor,
  /** What lapses of gifts with the whole sum. */
  giftMinor: balanceMinor,
  purpose: z.enum(WITHDRAWAL_PURPOSES),
  way: z.enum(WITHDRAWAL_WAYS),
  state: z.enum(WITHDRAWAL_STATES),
  /** Why it was refused. */
  note: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  parts: z.array(z.object({ channel: z.string(), amountMinor: balanceMinor, state: z.enum(WITHDRAWAL_PART_STATES) })),
});
export type OwnWithdrawal = z.input<typeof ownWithdrawal>;
const withdrawal = ownWithdrawal.extend({
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  reason: z.string(),
  /** Null: the member. */
  madeByName: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
});
export type Withdrawal = z.input<typeof withdrawal>;

/** Of what: this top-up whole; and the gift that was shown to lapse, so that no other one does. */
const withdrawalTerm = { topUpId: id<'payment'>().optional(), giftMinor: z.int().min(0).max(MAX_AMOUNT_MINOR).transform(toMinor).optional() };
const withdrawalParams = z.object({ withdrawalId: id<'withdrawal'>() });
const REFUSALS = ['wallets.unknown', 'funding.insufficient', 'funding.beyond_sources', 'funding.gift_changed', 'funding.not_whole'] as const;

/** Part of `funding`: money that goes back to members. */
export const withdrawals = routes({
  getWithdrawalTerms: {
    method: 'GET',
    path: '/self/withdrawals/terms',
    summary: 'How much the signed-in member could have back',
    permission: 'self.pay',
    response: withdrawalTerms,
    errors: ['wallets.unknown'],
  },
  requestWithdrawal: {
    method: 'POST',
    path: '/self/withdrawals',
    summary: 'Ask for one’s own cash back, to the top-ups that it came by; above a set sum it waits for approval',
    permission: 'self.pay',
    idempotent: true,
    ratePerMinute: 20,
    body: z.object({ amountMinor, ...withdrawalTerm }),
    response: ownWithdrawal,
    errors: ['funding.anonymous', ...REFUSALS],
  },
  listOwnWithdrawals: {
    method: 'GET',
    path: '/self/withdrawals',
    summary: 'The member’s own withdrawals, newest first',
    permission: 'self.pay',
    query: z.object(paging),
    response: page(ownWithdrawal),
    errors: [],
  },
  cancelWithdrawal: {
    method: 'POST',
    path: '/self/withdrawals/:withdrawalId/cancel',
    summary: 'Take one’s own wish back while nobody has decided on it',
    permission: 'self.pay',
    params: withdrawalParams,
    response: ownWithdrawal,
    errors: ['funding.withdrawal_unknown', 'funding.withdrawal_not_now'],
  },
  getMemberWithdrawalTerms: {
    method: 'GET',
    path: '/members/:memberId/withdrawal-terms',
    summary: 'How much a member could have back',
    permission: 'funding.write',
    params: z.object({ memberId: id<'member'>() }),
    response: withdrawalTerms,
    errors: ['members.unknown', 'wallets.unknown'],
  },
  createWithdrawal: {
    method: 'POST',
    path: '/withdrawals',
    summary: 'Pay a member’s cash out at the desk, in cash or to where it came from; above a set sum it waits for another person',
    permission: 'funding.write',
    idempotent: true,
    body: z.object({ memberId: id<'member'>(), amountMinor, way: z.enum(DESK_WITHDRAWAL_WAYS), reason: shortText.min(1), ...withdrawalTerm }),
    response: withdrawal,
    errors: ['members.unknown', 'funding.anonymous', ...REFUSALS],
  },
  listWithdrawals: {
    method: 'GET',
    path: '/withdrawals',
    summary: 'Withdrawals, newest first',
    permission: 'funding.read',
    query: z.object({ ...paging, state: z.enum(WITHDRAWAL_STATES).optional(), q: searchText.optional(), memberId: id<'member'>().optional() }),
    response: page(withdrawal),
    errors: [],
  },
  approveWithdrawal: {
    method: 'POST',
    path: '/withdrawals/:withdrawalId/approve',
    summary: 'Let a waiting withdrawal go out; whoever made it cannot approve it',
    permission: 'funding.approve',
    idempotent: true,
    params: withdrawalParams,
    response: withdrawal,
    errors: [
      'funding.withdrawal_unknown',
      'funding.withdrawal_not_now',
      'funding.needs_another_person',
      'channels.order_unknown',
      'channels.not_paid',
      'channels.refund_exceeds',
    ],
  },
  refuseWithdrawal: {
    method: 'POST',
    path: '/withdrawals/:withdrawalId/refuse',
    summary: 'Say no to a withdrawal that has not gone out; what was kept back is free again',
    permission: 'funding.approve',
    idempotent: true,
    params: withdrawalParams,
    body: z.object({ note: shortText.min(1) }),
    response: withdrawal,
    errors: ['funding.withdrawal_unknown', 'funding.withdrawal_not_now'],
  },
  payWithdrawal: {
    method: 'POST',
    path: '/withdrawals/:withdrawalId/pay',
    summary: 'The approved cash is in the member’s hand',
    permission: 'funding.write',
    idempotent: true,
    params: withdrawalParams,
    response: withdrawal,
    errors: ['funding.withdrawal_unknown', 'funding.withdrawal_not_now'],
  },
});
