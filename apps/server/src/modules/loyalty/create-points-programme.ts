import { AppError, type ContentOf, type loyalty } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { openAccount, openUnit } from '../ledger/index.ts';
import { confinedTo, findOrganizations } from '../organizations/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { announcePoints, auditedProgramme, describeProgramme, lockedProgramme, type ProgrammeView } from './programme.ts';
import { addProposal } from './propose-point-price.ts';
import { insertProgramme } from './queries.ts';

/** @throws AppError `loyalty.name_taken`, `loyalty.issuer_unknown` */
export async function createPointsProgramme(ctx: Ctx, input: ContentOf<typeof loyalty.createPointsProgramme>): Promise<ProgrammeView> {
  const { name, expiry, pendingDays, pricePerThousandPoints, wishedOn } = input;
  const issuerId = await issuerOf(ctx, input.issuerId);
  const id = newId<'pointsProgramme'>(ctx.now.getTime());
  const unit = await openUnit(ctx, `points:${id}`);
  const hot = (kind: 'issuer' | 'operator') => openAccount(ctx, { owner: id, kind, unit, hot: true });
  const [issued, redeemed, expired] = [await hot('issuer'), await hot('operator'), await hot('operator')];
  const isNew = await insertProgramme(ctx, {
    id,
    issuer_id: issuerId,
    name_zh: name.zh,
    name_en: name.en,
    expiry: expiry.kind,
    expiry_months: expiry.kind === 'months' ? expiry.months : null,
    expiry_year: expiry.kind === 'year' ? expiry.year : null,
    pending_days: pendingDays,
    unit,
    issued_account: issued.id,
    redeemed_account: redeemed.id,
    expired_account: expired.id,
    created_by_name: staffOf(ctx).name,
    created_at: ctx.now,
  });
  if (!isNew) throw new AppError('loyalty.name_taken');
  const row = await lockedProgramme(ctx, id);
  await record(ctx, {
    action: 'loyalty.createPointsProgramme',
    targetKind: 'pointsProgramme',
    targetId: id,
    after: { ...auditedProgramme(row), issuerId, pricePerThousandPoints },
  });
  await addProposal(ctx, row, { pricePerThousandPoints, wishedOn });
  await announcePoints(ctx, row);
  return describeProgramme(ctx, row);
}

/**
 * Whose something is that a person makes: an issuer's people make their own, whoever of the operator's people names an issuer, or none.
 * @throws AppError `loyalty.issuer_unknown`
 */
export async function issuerOf(ctx: Ctx, asked: Id<'organization'> | null): Promise<Id<'organization'> | null> {
  const own = confinedTo(ctx.actor);
  if (asked === null || asked === own) return own ?? null;
  if (own !== undefined) throw new AppError('loyalty.issuer_unknown', { issuerId: asked });
  const issuer = (await findOrganizations(ctx, [asked])).get(asked);
  if (issuer?.kind !== 'issuer') throw new AppError('loyalty.issuer_unknown', { issuerId: asked });
  return asked;
}
