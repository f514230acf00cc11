import { AppError, type audit, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { type VerificationView, verificationView } from './verification.ts';
import { selectVerification } from './verification-queries.ts';

/** @throws AppError `audit.verification_unknown` */
export async function getVerification(ctx: Ctx, { verificationId }: InputOf<typeof audit.getVerification>): Promise<VerificationView> {
  const row = await selectVerification(ctx, verificationId);
  if (!row) throw new AppError('audit.verification_unknown');
  return verificationView(row);
}
