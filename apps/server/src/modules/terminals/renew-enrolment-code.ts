import type { InputOf, terminals } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { describeTerminal } from './describe-terminals.ts';
import { type Enrolment, newEnrolment } from './enrolment.ts';
import { lockedTerminal } from './locked-terminal.ts';
import { updateTerminalRow } from './queries.ts';
import { refuseRevoked } from './terminal.ts';

/** The code before it is worth nothing from now on. @throws AppError terminals.unknown, terminals.revoked */
export async function renewEnrolmentCode(ctx: Ctx, input: InputOf<typeof terminals.renewEnrolmentCode>, secrets: SecretBox): Promise<Enrolment> {
  const terminal = await lockedTerminal(ctx, input.terminalId);
  refuseRevoked(terminal);
  const { enrolmentCode, expiresAt, stored } = newEnrolment(secrets, ctx.now);
  await updateTerminalRow(ctx, terminal.id, stored);
  await record(ctx, { action: 'terminals.renewEnrolmentCode', targetKind: 'terminal', targetId: terminal.id });
  return { terminal: await describeTerminal(ctx, terminal), enrolmentCode, expiresAt };
}
