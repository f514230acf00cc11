import { type Id, newId } from '@tessera/kernel';
import { issue, positionOf, sessionOf } from '../../src/modules/tickets/tickets.world.ts';
import type { MemberPerson, Person, TillDevice, World } from '../world.ts';
import type { Crop, Side } from './ground.ts';

type Planting = { world: World; manager: Person; side: Side };

/** A ticket of a merchant in a member's hands, and what it is signed with. */
export async function plantTicket({ world, manager, side }: Planting, of: { holder: MemberPerson; till: TillDevice }): Promise<Crop> {
  const { merchantId } = of.till;
  const session = sessionOf(world, merchantId, { title: `concert-${side}-khiva`, place: `stage-${side}-khiva` });
  const seat = { seatWords: `seat-${side}-khiva`, holderName: `guest-${side}-khiva` };
  const [issued] = await issue(world, { buyer: of.holder, session, positions: [positionOf(session, seat)] });
  const { items } = await manager.client.tickets.listOrganizerKeys({ merchantId });
  const ticketId = issued?.ticketId ?? newId<'ticket'>();
  const keyId: Id<'organizerKey'> = items[0]?.id ?? newId();
  return {
    nouns: [
      ['ticketId', 'sale', ticketId],
      ['organizerKeyId', 'shop', keyId],
    ],
    marks: [
      ['sale', `concert-${side}-khiva`],
      ['sale', `stage-${side}-khiva`],
      ['sale', `seat-${side}-khiva`],
      ['sale', `guest-${side}-khiva`],
    ],
  };
}
