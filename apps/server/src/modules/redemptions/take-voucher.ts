import { AppError, type InputOf, type redemptions } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findItemsForSale } from '../catalogue/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { factsOf } from '../payments/index.ts';
import { describeTillRedemption, type TillView } from './describe-redemptions.ts';
import { attachPhotos } from './photo-queries.ts';
import { refuseOtherShop } from './price-item.ts';
import { lockRedemption, type RedemptionRow, selectIdByVoucher, updateRedemption } from './queries.ts';
import { type Device, deviceOf } from './redeem-at-till.ts';
import { tellMember } from './tell-parties.ts';
import { thankLater } from './thank.ts';
import { hashOfVoucher } from './voucher.ts';

/** What it is good for, before it is taken. @throws AppError as `voucherAt` */
export async function lookAtVoucher(ctx: Ctx, { voucherCode }: InputOf<typeof redemptions.lookAtVoucher>, secrets: SecretBox): Promise<TillView> {
  const id = await asSystem(ctx, async (system) => (await voucherAt(system, { voucherCode, secrets, merchantId: factsOf(ctx.actor).merchantId })).id);
  return describeTillRedemption(ctx, id);
}

/** Once, however many try at the same time: whoever holds the row first has it. @throws AppError as `voucherAt`, and as the contract names them */
export async function takeVoucher(ctx: Ctx, input: InputOf<typeof redemptions.takeVoucher>, secrets: SecretBox): Promise<TillView> {
  const device = await deviceOf(ctx, factsOf(ctx.actor));
  const id = await asSystem(ctx, (system) => take(system, { ...input, secrets, device }));
  await record(ctx, { action: 'redemptions.takeVoucher', targetKind: 'redemption', targetId: id });
  return describeTillRedemption(ctx, id);
}

type Taking = { voucherCode: string; photoIds: readonly Id<'redemptionPhoto'>[]; secrets: SecretBox; device: Device };

async function take(ctx: Ctx, { voucherCode, photoIds, secrets, device }: Taking): Promise<Id<'redemption'>> {
  const { merchantId, shopId, terminalId, name } = device;
  const row = await voucherAt(ctx, { voucherCode, secrets, merchantId });
  const item = (await findItemsForSale(ctx, [row.item_id], { at: ctx.now })).get(row.item_id);
  if (item) refuseOtherShop(item, shopId);
  if (row.needs_photo && photoIds.length === 0) throw new AppError('redemptions.photo_needed', { itemId: row.item_id });
  const attached = photoIds.length === 0 ? 0 : await attachPhotos(ctx, { photoIds, merchantId, redemptionId: row.id });
  if (attached < new Set(photoIds).size) throw new AppError('redemptions.photo_unknown');
  await updateRedemption(ctx, row.id, {
    state: 'taken',
    shop_id: shopId,
    terminal_id: terminalId,
    taken_by_name: name,
    taken_at: ctx.now,
    voucher_sealed: null,
  });
  await tellMember(ctx, 'redemption.taken', { row, points: row.points, cashMinor: row.cash_minor, key: row.id });
  await thankLater(ctx, row.id);
  return row.id;
}

type Sought = { voucherCode: string; secrets: SecretBox; merchantId: Id<'organization'> };

/**
 * Locked. One of another merchant is answered like an unknown one.
 * @throws AppError `redemptions.voucher_unknown`, `redemptions.voucher_taken`, `redemptions.not_confirmed`, `redemptions.voucher_over`,
 *   `redemptions.merchant_suspended`
 */
async function voucherAt(ctx: Ctx, { voucherCode, secrets, merchantId }: Sought): Promise<RedemptionRow> {
  const hash = hashOfVoucher(secrets, voucherCode);
  const id = hash && (await selectIdByVoucher(ctx, hash));
  const row = id ? await lockRedemption(ctx, id) : undefined;
  if (row?.merchant_id !== merchantId) throw new AppError('redemptions.voucher_unknown');
  if (row.state === 'taken' || row.state === 'returned') throw new AppError('redemptions.voucher_taken', { redemptionId: row.id });
  if (row.state === 'asked') throw new AppError('redemptions.not_confirmed', { redemptionId: row.id });
  const isOver = row.state !== 'waiting' || (row.expires_on !== null && row.expires_on < (await businessDayNow(ctx)));
  if (isOver) throw new AppError('redemptions.voucher_over', { redemptionId: row.id });
  const merchant = (await findOrganizations(ctx, [merchantId])).get(merchantId);
  if (merchant?.status !== 'active') throw new AppError('redemptions.merchant_suspended', { redemptionId: row.id });
  return row;
}
