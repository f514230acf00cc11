import { AppError, type ContentOf, type terminals } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findOrganizations, mayLookAt } from '../organizations/index.ts';
import { describeTerminal } from './describe-terminals.ts';
import { type Enrolment, newEnrolment } from './enrolment.ts';
import { announceTerminal } from './notices.ts';
import { insertTerminal } from './queries.ts';
import { DEFAULT_MAX_AMOUNT_MINOR } from './terminal.ts';

/**
 * Only merchants have terminals. A foreign organization is unknown to a merchant's staff.
 * @throws AppError organizations.unknown, organizations.suspended
 */
export async function createTerminal(ctx: Ctx, input: ContentOf<typeof terminals.createTerminal>, secrets: SecretBox): Promise<Enrolment> {
  const { organizationId, name, kind } = input;
  const organization = (await findOrganizations(ctx, [organizationId])).get(organizationId);
  if (organization?.kind !== 'merchant' || !mayLookAt(ctx.actor, organizationId)) {
    throw new AppError('organizations.unknown', { organizationId });
  }
  if (organization.status === 'suspended') throw new AppError('organizations.suspended', { organizationId });

  const { enrolmentCode, expiresAt, stored } = newEnrolment(secrets, ctx.now);
  const terminal = await insertTerminal(ctx, {
    id: newId<'terminal'>(ctx.now.getTime()),
    organization_id: organizationId,
    name,
    kind,
    status: 'waiting',
    max_amount_minor: DEFAULT_MAX_AMOUNT_MINOR,
    refunds_allowed: true,
    created_at: ctx.now,
    ...stored,
  });
  await announceTerminal(ctx, terminal);
  await record(ctx, { action: 'terminals.createTerminal', targetKind: 'terminal', targetId: terminal.id, after: { name, kind, organizationId } });
  return { terminal: await describeTerminal(ctx, terminal), enrolmentCode, expiresAt };
}
