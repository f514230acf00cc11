import { AppError, type InputOf, type OutputOf, type terminals } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { hashToken, newToken } from './credentials.ts';
import { describeTerminal } from './describe-terminals.ts';
import { hashCode } from './enrolment.ts';
import { announceTerminal, dropCachedTerminal } from './notices.ts';
import { spendEnrolmentCode } from './queries.ts';

type Enrol = typeof terminals.enrolTerminal;

/**
 * The device that holds the code is nobody yet and sees no terminal: the code itself is its right. A device enrolled before loses its token.
 * @throws AppError terminals.enrolment_code_wrong — wrong, spent, expired or revoked: it does not say which
 */
export async function enrolTerminal(ctx: Ctx, input: InputOf<Enrol>, secrets: SecretBox): Promise<OutputOf<Enrol>> {
  const token = newToken();
  const spent = { enrolmentHash: hashCode(secrets, input.enrolmentCode), tokenHash: hashToken(token) };
  const terminal = await asSystem(ctx, async (system) => {
    const enrolled = await spendEnrolmentCode(system, spent);
    return enrolled && describeTerminal(system, enrolled);
  });
  if (!terminal) throw new AppError('terminals.enrolment_code_wrong');
  await dropCachedTerminal(ctx, terminal.id);
  await announceTerminal(ctx, terminal);
  await record(ctx, { action: 'terminals.enrolTerminal', targetKind: 'terminal', targetId: terminal.id });
  return { token, terminal };
}
