import { createGuardiansImport } from './modules/guardians/index.ts';
import type { ImportsParts } from './modules/imports/index.ts';
import { pointsImport } from './modules/loyalty/index.ts';
import { holdersImport } from './modules/mealplans/index.ts';
import { createMembersImport, type MemberHooks } from './modules/members/index.ts';
import { createOldCardsImport } from './modules/migration/index.ts';
import { findStaffByUser } from './modules/organizations/index.ts';
import { findPayingMembers } from './modules/payments/index.ts';
import { payoutResultsImport } from './modules/settlement/index.ts';
import { slipsImport } from './modules/slips/index.ts';
import { allotmentsImport } from './modules/subsidies/index.ts';
import { raiseFencesOfMembers, reopenWalletsOf } from './modules/wallets/index.ts';
import { asSystem } from './platform/as-system.ts';
import { type Actor, systemActor } from './platform/ctx.ts';
import type { Database } from './platform/database.ts';
import type { SecretBox } from './platform/secret-box.ts';

/** What members need of the modules above them. */
export const MEMBER_HOOKS: MemberHooks = {
  inUse: (ctx, memberIds) => asSystem(ctx, (system) => findPayingMembers(system, memberIds)),
  onStatusChange: (ctx, memberIds, to) => asSystem(ctx, (system) => (to === 'active' ? reopenWalletsOf : raiseFencesOfMembers)(system, memberIds)),
};

/** Every kind of import, with what its module may not know by itself. */
export function importsParts(secrets: SecretBox): ImportsParts {
  return {
    secrets,
    actorOf,
    kinds: [
      createMembersImport(secrets, MEMBER_HOOKS),
      allotmentsImport,
      holdersImport,
      slipsImport,
      createOldCardsImport(secrets),
      createGuardiansImport(secrets),
      pointsImport,
      payoutResultsImport,
    ],
  };
}

/** The person as a request would see them now; null when they are at work here no more. */
async function actorOf(database: Database, userId: string): Promise<Actor | null> {
  const staff = await database.transaction(systemActor('imports'), { readOnly: true }, (ctx) => findStaffByUser(ctx, userId));
  if (!staff) return null;
  const { staffId, name, organizationId, organizationKind, permissions, departmentsOf } = staff;
  return { kind: 'staff', userId, staffId, name, organizationId, organizationKind, permissions, departmentsOf };
}
