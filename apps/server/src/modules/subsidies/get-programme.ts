import { AppError, type InputOf, type subsidies } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { describeProgramme, type ProgrammeView } from './programme.ts';
import { selectProgrammesById } from './queries.ts';

/** @throws AppError `subsidies.programme_unknown` */
export async function getProgramme(ctx: Ctx, { programmeId }: InputOf<typeof subsidies.getProgramme>): Promise<ProgrammeView> {
  const [row] = await selectProgrammesById(ctx, [programmeId]);
  if (!row) throw new AppError('subsidies.programme_unknown', { programmeId });
  return describeProgramme(ctx, row);
}
