import { type Id, newId } from '@tessera/kernel';
import { createIssuer, createMerchant, createOperator, findOperator } from '../../src/modules/organizations/index.ts';
import { type Actor, systemActor } from '../../src/platform/ctx.ts';
import type { Ground } from '../ground.ts';

export const SYSTEM = systemActor('bench');
export const PERMISSIONS = new Set([
  'settlement.read',
  'settlement.periods',
  'settlement.close',
  'settlement.approve',
  'reports.read',
  'reports.members',
  'redemptions.read',
  'loyalty.write',
  'loyalty.approve',
] as const);
type OrganizationId = Id<'organization'>;
type Kind = 'operator' | 'issuer' | 'merchant';

/** Somebody who may all that is measured here. */
export function personOf(organizationId: OrganizationId, organizationKind: Kind): Actor {
  return { kind: 'staff', userId: newId(), staffId: newId<'staff'>(), name: 'bench', organizationId, organizationKind, permissions: PERMISSIONS };
}

export async function operatorOf({ database }: Ground): Promise<OrganizationId> {
  return database.transaction(SYSTEM, {}, async (ctx) => (await findOperator(ctx))?.id ?? (await createOperator(ctx, { name: '运营方' })).id);
}

/** So many, made by the use cases that make them in life. */
export function openOrganizations({ database }: Ground, kind: 'issuer' | 'merchant', names: readonly string[]): Promise<OrganizationId[]> {
  return database.transaction(SYSTEM, {}, async (ctx) => {
    const ids: OrganizationId[] = [];
    for (const name of names) {
      const made = kind === 'issuer' ? await createIssuer(ctx, { name }) : await createMerchant(ctx, { name, category: 'service' });
      ids.push(made.id);
    }
    return ids;
  });
}

/** A UUIDv7 in SQL, of an instant and a number below 2^60: ids that were made one after the other lie one after the other. */
export function idSql(instant: string, number: string): string {
  const millis = `lpad(to_hex((extract(epoch from ${instant}) * 1000)::bigint), 12, '0')`;
  return `(${millis} || '7000' || '8' || lpad(to_hex((${number})::bigint), 15, '0'))::uuid`;
}

/**
 * What is planted by sets is right by its making, so nothing looks every row up: neither foreign keys, for good, since the database is thrown away,
 * nor triggers, meanwhile.
 */
export async function plantInto({ owner }: Ground, tables: readonly string[], plant: () => Promise<void>): Promise<void> {
  for (const table of tables) {
    const { rows } = await owner.query<{ name: string }>(
      `select conname as name from pg_constraint where contype = 'f' and conrelid = $1::regclass`,
      [table],
    );
    for (const { name } of rows) await owner.query(`alter table ${table} drop constraint ${name}`);
    await owner.query(`alter table ${table} disable trigger user`);
  }
  await plant();
  for (const table of tables) {
    await owner.query(`alter table ${table} enable trigger user`);
    await owner.query(`vacuum analyze ${table}`);
  }
}

/** Members that belong to the house, entered by one statement: a place of a million is a premise, not what is measured. Nobody has a user. */
export function plantMembers(ground: Ground, prefix: string, count: number): Promise<void> {
  return plantInto(ground, ['members.member'], async () => {
    await ground.owner.query(
      `insert into members.member (id, user_id, member_number, name, kind, created_at)
       select gen_random_uuid(), gen_random_uuid(), $1 || lpad(n::text, 7, '0'), '会员' || n, 'customer', timestamptz '2026-01-01 00:00:00Z'
       from generate_series(0, $2::int - 1) n`,
      [prefix, count],
    );
  });
}
