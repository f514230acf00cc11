import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import { readSetting } from '../settings/index.ts';
import type { ProgrammeRow } from './queries.ts';

type OfIssuer = Pick<ProgrammeRow, 'id' | 'issuer_id'>;

/** Those that give nothing now since the operator has suspended their issuer; the operator's own are never among them. */
export function suspendedProgrammes(ctx: Ctx, programmes: readonly OfIssuer[]): Promise<Set<Id<'pointsProgramme'>>> {
  return asSystem(ctx, async (system) => {
    const issuers = await findOrganizations(
      system,
      programmes.flatMap(({ issuer_id }) => issuer_id ?? []),
    );
    const suspended = programmes.filter(({ issuer_id }) => issuer_id !== null && issuers.get(issuer_id)?.status === 'suspended');
    return new Set(suspended.map(({ id }) => id));
  });
}

export async function isSuspended(ctx: Ctx, programme: OfIssuer): Promise<boolean> {
  return (await suspendedProgrammes(ctx, [programme])).size > 0;
}

/** What members hold stays theirs to redeem, unless the operator wants it otherwise. @throws AppError `deposits.points_suspended` */
export async function refuseSuspendedDraw(ctx: Ctx, programme: OfIssuer): Promise<void> {
  const isRefused = !(await readSetting(ctx, 'loyalty.suspendedIssuerRedeems')) && (await isSuspended(ctx, programme));
  if (isRefused) throw new AppError('deposits.points_suspended');
}
