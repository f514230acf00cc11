import type { OutputOf, terminals } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import type { Terminal } from './terminal.ts';

export type TerminalDescription = OutputOf<typeof terminals.getOwnTerminal>;

/** Terminals as the contract shows them, with their organizations' names, in one query. */
export async function describeTerminals(ctx: Ctx, terminals: readonly Terminal[]): Promise<TerminalDescription[]> {
  const organizations = await findOrganizations(
    ctx,
    terminals.map((terminal) => terminal.organizationId),
  );
  return terminals.map((terminal) => ({ ...terminal, organizationName: organizations.get(terminal.organizationId)?.name ?? '' }));
}

export async function describeTerminal(ctx: Ctx, terminal: Terminal): Promise<TerminalDescription> {
  const [description] = await describeTerminals(ctx, [terminal]);
  if (!description) throw new Error('a terminal has one description');
  return description;
}
