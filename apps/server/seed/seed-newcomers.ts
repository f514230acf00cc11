import { appointStaff, createMerchant, findMerchantsByName, findOperator, findStaffNamed } from '../src/modules/organizations/index.ts';
import { updateSetting } from '../src/modules/settings/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { DEMO_MERCHANTS, DEMO_PASSWORD, DEMO_STAFF } from './people.ts';

/** Merchants and staff that joined the demo after an older version had made its campus. Answers how many. */
export async function seedNewcomers(ctx: Ctx): Promise<{ merchants: number; staff: number }> {
  const operator = await findOperator(ctx);
  if (!operator) return { merchants: 0, staff: 0 };
  const names = DEMO_MERCHANTS.map(({ name }) => name);
  const merchants = new Map(await findMerchantsByName(ctx, names));
  const missing = DEMO_MERCHANTS.filter(({ name }) => !merchants.has(name));
  for (const { name, category } of missing) merchants.set(name, (await createMerchant(ctx, { name, category })).id);
  let staff = 0;
  for (const one of DEMO_STAFF) {
    if ('later' in one || (await findStaffNamed(ctx, one.userName))) continue;
    const organizationId = 'merchant' in one ? merchants.get(one.merchant) : operator.id;
    if (!organizationId) continue;
    await appointStaff(ctx, { name: one.name, userName: one.userName, role: one.role, organizationId, password: DEMO_PASSWORD });
    staff += 1;
  }
  return { merchants: missing.length, staff };
}

/** In the demo companies may apply, which an installation switches on by itself. */
export async function seedOpenApplications(ctx: Ctx): Promise<Record<string, never>> {
  const permissions = new Set(['security.write'] as const);
  await updateSetting({ ...ctx, actor: { ...ctx.actor, permissions } }, { key: 'merchants.applications', value: true });
  return {};
}
