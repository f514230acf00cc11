import { terminals } from '@tessera/contract';
import { type BoundRoute, bind } from '../../platform/bind.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { createTerminal } from './create-terminal.ts';
import { enrolTerminal } from './enrol-terminal.ts';
import { getOwnTerminal } from './get-own-terminal.ts';
import { listTerminals } from './list-terminals.ts';
import { renewEnrolmentCode } from './renew-enrolment-code.ts';
import { revokeTerminal } from './revoke-terminal.ts';
import { sendTerminalMessage } from './send-terminal-message.ts';
import { updateTerminal } from './update-terminal.ts';

/** `secrets` keeps the enrolment codes. */
export function createTerminalsRoutes(secrets: SecretBox): BoundRoute[] {
  return bind(terminals, {
    listTerminals,
    createTerminal: (ctx, input) => createTerminal(ctx, input, secrets),
    renewEnrolmentCode: (ctx, input) => renewEnrolmentCode(ctx, input, secrets),
    updateTerminal,
    revokeTerminal,
    sendTerminalMessage,
    enrolTerminal: (ctx, input) => enrolTerminal(ctx, input, secrets),
    getOwnTerminal,
  });
}
