import type { InputOf, terminals } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { describeTerminal, type TerminalDescription } from './describe-terminals.ts';
import { lockedTerminal } from './locked-terminal.ts';
import { announceTerminal, dropCachedTerminal, tellTerminal } from './notices.ts';
import { updateTerminalRow } from './queries.ts';
import { change, refuseRevoked } from './terminal.ts';

/** What is left out stays. An open till hears of its new name or policy at once. @throws AppError terminals.unknown, terminals.revoked */
export async function updateTerminal(ctx: Ctx, input: InputOf<typeof terminals.updateTerminal>): Promise<TerminalDescription> {
  const before = await lockedTerminal(ctx, input.terminalId);
  refuseRevoked(before);
  const after = change(before, input);
  await updateTerminalRow(ctx, after.id, {
    name: after.name,
    policy_version: after.policy.version,
    max_amount_minor: after.policy.maxAmountMinor,
    refunds_allowed: after.policy.refundsAllowed,
  });
  await dropCachedTerminal(ctx, after.id);
  await tellTerminal(ctx, after.id, { type: 'policy' });
  await announceTerminal(ctx, after);
  await record(ctx, {
    action: 'terminals.updateTerminal',
    targetKind: 'terminal',
    targetId: after.id,
    before: { name: before.name, ...before.policy },
    after: { name: after.name, ...after.policy },
  });
  return describeTerminal(ctx, after);
}
