import { z } from 'zod';
import { MEMBER_KINDS } from './members.ts';
import { routes } from './route.ts';
import { balanceMinor, id, instant, page, paging, shortText } from './schemas.ts';
import { oneLine } from './texts.ts';

export const closuresErrors = {
  'closures.round_unknown': 404,
  'closures.round_not_now': 409,
  'closures.unknown': 404,
  'closures.not_now': 409,
  'closures.changed': 409,
  'closures.meal_plan': 409,
  'closures.gift_card': 409,
  'closures.nobody': 409,
  'closures.too_many': 409,
  'closures.needs_another_person': 403,
} as const;

/** `looking` until each member was looked at; `ready` to be started; `waiting` for another person; `running` one member after another. */
export const CLOSURE_ROUND_STATES = ['looking', 'ready', 'waiting', 'running', 'done', 'refused'] as const;
export type ClosureRoundState = (typeof CLOSURE_ROUND_STATES)[number];
/**
 * `blocked` by something that is open; `paying` until the channels have said so; `payable`: the rest waits to be handed over; `undone`: the member
 * is back.
 */
export const CLOSURE_STATES = ['new', 'blocked', 'ready', 'paying', 'payable', 'done', 'undone'] as const;
export type ClosureState = (typeof CLOSURE_STATES)[number];
/** What has to end before a wallet can be closed. */
export const CLOSURE_PROBLEMS = [
  'unknown_number',
  'no_wallet',
  'closed_already',
  'in_another_round',
  'open_top_up',
  'money_kept_back',
  'card_ordered',
  'open_dispute',
  'slip_waiting',
  'voucher_waiting',
  'meal_plan',
  'gift_card',
  'balance_coming',
  'overdrawn',
  'anonymous_card',
  'more_than_seen',
  'failed',
] as const;
export type ClosureProblem = (typeof CLOSURE_PROBLEMS)[number];
/** How the rest that no channel can take back is handed over. */
export const CLOSURE_REST_WAYS = ['cash', 'bank'] as const;
export type ClosureRestWay = (typeof CLOSURE_REST_WAYS)[number];
export const CLOSURE_MEMBERS_MAX = 5_000;

const count = z.int();
const round = z.object({
  id: id<'closureRound'>(),
  state: z.enum(CLOSURE_ROUND_STATES),
  reason: z.string(),
  madeByName: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  /** How many members are in which state. */
  counts: z.object({ new: count, blocked: count, ready: count, paying: count, payable: count, done: count, undone: count }),
  ownMinor: balanceMinor,
  giftMinor: balanceMinor,
  subsidyMinor: balanceMinor,
  paidMinor: balanceMinor,
  /** Whether another person than its maker has to let it go. */
  needsApproval: z.boolean(),
});
export type ClosureRound = z.input<typeof round>;

const closure = z.object({
  id: id<'closure'>(),
  roundId: id<'closureRound'>(),
  /** As it was chosen or typed. */
  memberNumber: z.string(),
  memberId: id<'member'>().nullable(),
  memberName: z.string().nullable(),
  state: z.enum(CLOSURE_STATES),
  problem: z.enum(CLOSURE_PROBLEMS).nullable(),
  /** The member’s own money, and the part of it that can go back to where it came from. */
  ownMinor: balanceMinor,
  sourceMinor: balanceMinor,
  giftMinor: balanceMinor,
  subsidyMinor: balanceMinor,
  cardCount: count,
  paidMinor: balanceMinor,
  /** What waits to be handed over. */
  leftMinor: balanceMinor,
  finishedAt: instant.nullable(),
  /** Whether taking it back opens the member again; one who was closed before stays closed. */
  wasActive: z.boolean(),
});
export type Closure = z.input<typeof closure>;

const roundParams = z.object({ closureRoundId: id<'closureRound'>() });
const closureParams = z.object({ closureId: id<'closure'>() });
const memberNumber = oneLine(20).min(1);

export const closures = routes({
  listClosureRounds: {
    method: 'GET',
    path: '/closure-rounds',
    summary: 'Members who leave, by the rounds in which their wallets are closed, newest first',
    permission: 'closures.read',
    query: z.object({ ...paging, state: z.enum(CLOSURE_ROUND_STATES).optional() }),
    response: page(round),
    errors: [],
  },
  getClosureRound: {
    method: 'GET',
    path: '/closure-rounds/:closureRoundId',
    summary: 'One round, with its sums and how far it is',
    permission: 'closures.read',
    params: roundParams,
    response: round,
    errors: ['closures.round_unknown'],
  },
  listClosures: {
    method: 'GET',
    path: '/closure-rounds/:closureRoundId/closures',
    summary: 'The members of a round: what each has, what stands against it, and what became of it',
    permission: 'closures.read',
    params: roundParams,
    query: z.object({ ...paging, state: z.enum(CLOSURE_STATES).optional() }),
    response: page(closure),
    errors: ['closures.round_unknown'],
  },
  createClosureRound: {
    method: 'POST',
    path: '/closure-rounds',
    summary: 'Choose who leaves, by number or by department and kind, and look at each; nothing is closed yet',
    permission: 'closures.write',
    idempotent: true,
    body: z.object({
      memberNumbers: z.array(memberNumber).max(CLOSURE_MEMBERS_MAX).default([]),
      departmentIds: z.array(id<'department'>()).max(50).default([]),
      memberKinds: z.array(z.enum(MEMBER_KINDS)).max(MEMBER_KINDS.length).default([]),
      reason: shortText.min(1),
    }),
    response: round,
    errors: ['closures.nobody', 'closures.too_many'],
  },
  startClosureRound: {
    method: 'POST',
    path: '/closure-rounds/:closureRoundId/start',
    summary: 'Close the wallets that nothing stands against; above a set sum it waits for another person',
    permission: 'closures.write',
    params: roundParams,
    response: round,
    errors: ['closures.round_unknown', 'closures.round_not_now'],
  },
  approveClosureRound: {
    method: 'POST',
    path: '/closure-rounds/:closureRoundId/approve',
    summary: 'Let a waiting round go; whoever made it cannot',
    permission: 'closures.approve',
    params: roundParams,
    response: round,
    errors: ['closures.round_unknown', 'closures.round_not_now', 'closures.needs_another_person'],
  },
  refuseClosureRound: {
    method: 'POST',
    path: '/closure-rounds/:closureRoundId/refuse',
    summary: 'Put a round away that has not begun; nobody was closed',
    permission: 'closures.write',
    params: roundParams,
    response: round,
    errors: ['closures.round_unknown', 'closures.round_not_now'],
  },
  payClosure: {
    method: 'POST',
    path: '/closures/:closureId/pay',
    summary: 'The rest is in the member’s hand, or on its way to their bank account: the wallet is closed for good',
    permission: 'closures.write',
    idempotent: true,
    params: closureParams,
    body: z.object({ way: z.enum(CLOSURE_REST_WAYS), reference: shortText.min(1) }),
    response: closure,
    errors: ['closures.unknown', 'closures.not_now', 'closures.changed', 'closures.meal_plan', 'closures.gift_card'],
  },
  recheckClosure: {
    method: 'POST',
    path: '/closures/:closureId/recheck',
    summary: 'Look again at a leaver whom something stood against, before the round begins',
    permission: 'closures.write',
    params: closureParams,
    response: closure,
    errors: ['closures.unknown', 'closures.not_now'],
  },
  undoClosure: {
    method: 'POST',
    path: '/closures/:closureId/undo',
    summary: 'Take a closure back while nothing was paid out: the member is active again',
    permission: 'closures.write',
    params: closureParams,
    response: closure,
    errors: ['closures.unknown', 'closures.not_now'],
  },
});
