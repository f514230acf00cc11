import { ROLES } from '@tessera/contract';
import { findOperator, findStaffNamed } from '../src/modules/organizations/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { DEMO_STAFF } from './people.ts';

/** What happens, as done by one of the demo's people in the office of finance. */
export async function asColleague(ctx: Ctx, userName: string): Promise<Ctx> {
  const staffId = await findStaffNamed(ctx, userName);
  const operator = await findOperator(ctx);
  const person = DEMO_STAFF.find((one) => one.userName === userName);
  if (!staffId || !operator || !person) throw new Error(`the demo has nobody of the name ${userName}`);
  const of = { organizationId: operator.id, organizationKind: 'operator' as const, permissions: new Set(ROLES.finance.permissions) };
  return { ...ctx, actor: { kind: 'staff', userId: '', staffId, name: person.name, ...of } };
}
