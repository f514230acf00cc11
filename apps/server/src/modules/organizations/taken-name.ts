import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectNameHolder } from './queries.ts';

/** @throws AppError `organizations.name_taken` when another organization bears the name, whatever the case of the letters */
export async function refuseTakenOrganizationName(ctx: Ctx, wanted: { name: string; holderId: Id<'organization'> }): Promise<void> {
  const holder = await selectNameHolder(ctx, wanted.name);
  if (holder && holder.id !== wanted.holderId) throw new AppError('organizations.name_taken');
}
