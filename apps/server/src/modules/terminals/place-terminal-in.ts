import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { lockedTerminal } from './locked-terminal.ts';
import { announceTerminal } from './notices.ts';
import { updateTerminalRow } from './queries.ts';
import { refuseRevoked } from './terminal.ts';

/** Says where a terminal stands; whether the shop is its merchant's is the caller's to look at. @throws AppError `terminals.unknown`, `terminals.revoked` */
export async function placeTerminalIn(
  ctx: Ctx,
  { terminalId, shopId }: { terminalId: Id<'terminal'>; shopId: Id<'shop'> | null },
): Promise<{ before: Id<'shop'> | null; organizationId: Id<'organization'> }> {
  const terminal = await lockedTerminal(ctx, terminalId);
  refuseRevoked(terminal);
  await updateTerminalRow(ctx, terminalId, { shop_id: shopId });
  await announceTerminal(ctx, terminal);
  return { before: terminal.shopId, organizationId: terminal.organizationId };
}
