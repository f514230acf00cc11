import { AppError, type giftcards, type InputOf, type OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { describeChecked } from './card.ts';
import { selectCardByCode } from './card-queries.ts';
import { hashOfGiftCode } from './gift-code.ts';

/** For whoever has the whole code, signed in or not; no list leads to it. @throws AppError `giftcards.unknown` */
export function checkGiftCard(
  ctx: Ctx,
  { code }: InputOf<typeof giftcards.checkGiftCard>,
  secrets: SecretBox,
): Promise<OutputOf<typeof giftcards.checkGiftCard>> {
  const hash = hashOfGiftCode(secrets, code);
  return asSystem(ctx, async (system) => {
    const row = hash === undefined ? undefined : await selectCardByCode(system, hash);
    if (!row) throw new AppError('giftcards.unknown');
    return describeChecked(system, row);
  });
}
