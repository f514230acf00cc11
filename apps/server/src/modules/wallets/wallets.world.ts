import { type Id, newId } from '@tessera/kernel';
import { cloneDatabase } from '../../../test/database.ts';
import type { Call } from '../../platform/bind.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { addMembers } from '../members/index.ts';
import { openWallets } from './open-wallets.ts';

/** The time zone of every test. */
export const TIME_ZONE = 'Asia/Shanghai';
export const system = systemActor('test');
export const operator: Actor = {
  kind: 'staff',
  userId: newId(),
  staffId: newId(),
  name: 'Cashier',
  organizationId: newId(),
  organizationKind: 'operator',
  permissions: new Set(),
};
export const merchantStaff: Actor = { ...operator, staffId: newId(), organizationId: newId(), organizationKind: 'merchant' };

export function memberActor(memberId: Id<'member'>): Actor {
  return { kind: 'member', userId: newId(), memberId, permissions: new Set() };
}

export function callOf(actor: Actor): Call {
  return { actor, now: new Date(), requestId: newId(), address: '127.0.0.1', headers: new Headers(), setCookies: () => undefined };
}

/** A database of its own with the means to add members, and wallets to them. */
export async function openWorld() {
  const database = await cloneDatabase();
  const secrets = createSecretBox('a secret of at least thirty-two characters');
  let number = 0;
  const addMember = async (): Promise<Id<'member'>> => {
    number += 1;
    const member = { memberNumber: `2026${String(number).padStart(4, '0')}`, name: '王小明', kind: 'student' as const };
    const [added] = await as(system, (ctx) => addMembers(ctx, [member], secrets));
    if (!added) throw new Error('the member was not added');
    return added.id;
  };
  const addWallet = async (): Promise<Id<'member'>> => {
    const memberId = await addMember();
    await as(system, (ctx) => openWallets(ctx, { memberIds: [memberId] }));
    return memberId;
  };
  const as = <Result>(actor: Actor, work: (ctx: Ctx) => Promise<Result>) => database.transaction(actor, {}, work);
  return { database, as, addMember, addWallet };
}
export type World = { database: Database } & Awaited<ReturnType<typeof openWorld>>;
