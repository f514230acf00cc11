/** A new card in the place of a broken one, with the check and the batch that it takes. */
import { type Id, newId } from '@tessera/kernel';
import type { Person, World } from '../world.ts';
import type { Circle, Crop } from './ground.ts';

const DOCUMENT = 'paper of';

/** The order waits in a batch of its own: no other order is open when it is made. */
export async function plantReissue(admin: Person, of: { memberId: Id<'member'>; uid: string; circle: Circle }): Promise<Crop> {
  const { memberId, uid, circle } = of;
  const { client } = admin;
  const { id: cardId } = await client.cards.issueCard({ memberId, uid }, { key: newId() });
  const proof = { way: 'document' as const, document: `${DOCUMENT} ${uid}` };
  const { identityCheckId } = await client.cards.checkIdentity({ memberId, proof });
  if (!identityCheckId) throw new Error('a paper was looked at');
  await client.cards.setEmergencyCode({ memberId, identityCheckId });
  const waivedBecause = `waived-${uid}`;
  const order = await client.cards.orderCard({ memberId, cardId, identityCheckId, waivedBecause }, { key: newId() });
  const batch = await client.cards.createCardBatch({}, { key: newId() });
  return {
    nouns: [
      ['identityCheckId', circle, identityCheckId],
      ['cardOrderId', circle, order.id],
      ['cardBatchId', 'house', batch.id],
    ],
    marks: [
      [circle, order.id],
      [circle, waivedBecause],
    ],
  };
}

/** One of an issuer's own members, whose first card its people ordered and print. */
export async function plantFirstCard(of: { world: World; admin: Person; manager: Person; issuerId: Id<'organization'> }): Promise<Crop> {
  const { world, admin, manager, issuerId } = of;
  const { memberId } = await world.member(admin);
  await admin.client.members.updateMember({ memberId, issuerId });
  await manager.client.cards.orderFirstCards({}, { key: newId() });
  const batch = await manager.client.cards.createCardBatch({}, { key: newId() });
  const { items } = await manager.client.cards.listCardOrders({ cardBatchId: batch.id });
  return {
    nouns: [
      ['cardOrderId', 'issuer', items[0]?.id ?? ''],
      ['cardBatchId', 'issuer', batch.id],
    ],
    marks: [],
  };
}
