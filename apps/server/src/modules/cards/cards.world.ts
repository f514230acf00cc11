import type { cards, OutputOf } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { cloneDatabase } from '../../../test/database.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { addMembers } from '../members/index.ts';
import { findWalletsOfMembers, openWallets } from '../wallets/index.ts';
import { issueVirtualCards } from './issue-virtual-cards.ts';

export const secrets = createSecretBox('a secret of at least thirty-two characters');
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

export type CardView = OutputOf<typeof cards.freezeCard>;
export type Holder = { memberId: Id<'member'>; memberNumber: string; walletId: Id<'wallet'>; actor: Actor };

/** A database of its own with the means to add holders: members with a wallet and a virtual card. */
export async function openWorld() {
  const database = await cloneDatabase();
  const as = <Result>(actor: Actor, work: (ctx: Ctx) => Promise<Result>) => database.transaction(actor, {}, work);
  let number = 0;
  const addHolders = async (count: number): Promise<Holder[]> => {
    const members = Array.from({ length: count }, () => {
      number += 1;
      return { memberNumber: `2026${String(number).padStart(4, '0')}`, name: '王小明', kind: 'student' as const };
    });
    return as(system, async (ctx) => {
      const added = await addMembers(ctx, members, secrets);
      const memberIds = added.map((member) => member.id);
      await openWallets(ctx, { memberIds });
      const wallets = await findWalletsOfMembers(ctx, memberIds);
      const holders = added.flatMap(({ id, memberNumber }) => {
        const walletId = wallets.get(id)?.walletId;
        return walletId ? [{ memberId: id, memberNumber, walletId, actor: memberActor(id) }] : [];
      });
      await issueVirtualCards(ctx, { walletIds: holders.map((one) => one.walletId), memberIds }, secrets);
      return holders;
    });
  };
  const addHolder = async (): Promise<Holder> => {
    const [holder] = await addHolders(1);
    if (!holder) throw new Error('no holder was added');
    return holder;
  };
  return { database, as, addHolder, addHolders };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
