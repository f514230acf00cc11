import { ROLES } from '@tessera/contract';
import { newId, toMinor } from '@tessera/kernel';
import { getAnonymousCardTerms, sellAnonymousCard } from '../src/modules/anonymouscards/index.ts';
import { findOperator, findStaffNamed } from '../src/modules/organizations/index.ts';
import type { Actor, Ctx } from '../src/platform/ctx.ts';
import type { SecretBox } from '../src/platform/secret-box.ts';
import { DEMO_STAFF } from './people.ts';

const CASHIER = 'cashier';
/** Visitors of today, with what they had put on their cards. */
const LENT = [
  { uid: '04F0A001', topUpMinor: 5_000 },
  { uid: '04F0A002', topUpMinor: 3_000 },
];

export async function seedAnonymousCards(ctx: Ctx, { secrets }: { secrets: SecretBox }): Promise<Record<string, never>> {
  const staffId = await findStaffNamed(ctx, CASHIER);
  const operator = await findOperator(ctx);
  if (!staffId || !operator) return {};
  const actor: Actor = {
    kind: 'staff',
    userId: '',
    staffId,
    name: DEMO_STAFF.find(({ userName }) => userName === CASHIER)?.name ?? '',
    organizationId: operator.id,
    organizationKind: 'operator',
    permissions: new Set(ROLES.cashier.permissions),
  };
  const { depositMinor } = await getAnonymousCardTerms(ctx);
  for (const { uid, topUpMinor } of LENT) {
    const input = { uid, depositMinor, topUpMinor: toMinor(topUpMinor), key: newId<never>(ctx.now.getTime()) };
    await sellAnonymousCard({ ...ctx, actor }, input, secrets);
  }
  return {};
}
