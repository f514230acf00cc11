import { AppError, type anonymouscards, type InputOf } from '@tessera/contract';
import { type Id, MAX_AMOUNT_MINOR, newId, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { enterCard } from '../cards/index.ts';
import { post } from '../ledger/index.ts';
import { addMembers, freeMemberNumber } from '../members/index.ts';
import { topUp } from '../payments/index.ts';
import { openWallets } from '../wallets/index.ts';
import { type AnonymousCardView, describeAnonymousCard, staffOf } from './anonymous-card.ts';
import { depositTaken } from './deposits.ts';
import { insertAnonymousCard, selectAnonymousCard } from './queries.ts';
import { type AnonymousCardTerms, getAnonymousCardTerms } from './terms.ts';

type Input = InputOf<typeof anonymouscards.sellAnonymousCard>;
const NUMBER_INITIAL = 'A';

/**
 * A holder without a name, their wallet and card, the deposit and the first top-up stand or fall together.
 * @throws AppError `anonymouscards.deposit_changed`, `cards.uid_taken`, `wallets.top_ups_off`,
 *   `payments.over_card_balance_limit`, `request.key_reused`
 */
export async function sellAnonymousCard(ctx: Ctx, input: Input, secrets: SecretBox): Promise<AnonymousCardView> {
  const { uid, topUpMinor } = input;
  const id = input.key as Id<'anonymousCard'>; // A key may become the id of any noun.
  const { staffId, name } = staffOf(ctx);
  const terms = await getAnonymousCardTerms(ctx);
  const depositMinor = toMinor(input.depositMinor);
  if (depositMinor !== terms.depositMinor) throw new AppError('anonymouscards.deposit_changed', { depositMinor: terms.depositMinor });
  const memberId = await asSystem(ctx, (system) => enterHolder(system, terms, secrets));
  const card = await enterCard(ctx, { memberId, uid }, secrets);
  const businessOn = await businessDayNow(ctx);
  await asSystem(ctx, async (system) => {
    const transfers = await depositTaken(system, { id, amountMinor: depositMinor, staffId });
    if (transfers.length === 0) return;
    const { replayed } = await post(system, { businessOn, transfers });
    // This caller's own repetition was answered before; the key is somebody else's.
    if (replayed) throw new AppError('request.key_reused');
  });
  await topUp(ctx, { key: newId<never>(ctx.now.getTime()), memberId, amountMinor: topUpMinor }, businessOn);
  await insertAnonymousCard(ctx, {
    id,
    member_id: memberId,
    card_id: card.id,
    tail: card.tail,
    deposit_minor: depositMinor,
    sold_on: businessOn,
    sold_at: ctx.now,
    sold_by: staffId,
    sold_by_name: name,
  });
  await record(ctx, {
    action: 'anonymouscards.sellAnonymousCard',
    targetKind: 'anonymousCard',
    targetId: id,
    after: { memberId, cardId: card.id, tail: card.tail, depositMinor, topUpMinor },
  });
  return describeAnonymousCard(ctx, await selectAnonymousCard(ctx, id));
}

/** A member who is a number and nothing else, with the limits of a card that never asks for a PIN. */
async function enterHolder(system: Ctx, { paymentLimitMinor, dayLimitMinor }: AnonymousCardTerms, secrets: SecretBox): Promise<Id<'member'>> {
  const memberNumber = await freeMemberNumber(system, { initial: NUMBER_INITIAL });
  const [member] = await addMembers(system, [{ memberNumber, name: memberNumber, kind: 'anonymous' }], secrets);
  if (!member) throw new Error('a member that was entered has a row');
  const limits = { transactionLimitMinor: paymentLimitMinor, dayLimitMinor, noPinFloorMinor: toMinor(MAX_AMOUNT_MINOR) };
  await openWallets(system, { memberIds: [member.id], limits });
  return member.id;
}
