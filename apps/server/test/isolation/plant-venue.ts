import { newId } from '@tessera/kernel';
import type { Person, TillDevice } from '../world.ts';
import type { Crop, Side } from './ground.ts';
import { plantEvent } from './plant-event.ts';

/** Where a merchant holds its events, and a draft of how people sit there and of an event: nobody else’s before tickets are sold. */
export async function plantVenue({ manager, side }: { manager: Person; side: Side }, { merchantId }: Pick<TillDevice, 'merchantId'>): Promise<Crop> {
  const { venues } = manager.client;
  const [name, plan] = [`hall-${side}-khiva`, `seats-${side}-khiva`];
  const gates = [{ code: 'N', name: `north-${side}-khiva` }];
  const { id: venueId } = await venues.createVenue({ merchantId, name, address: `street-${side}-khiva`, gates }, { key: newId() });
  const { id: seatPlanId } = await venues.createSeatPlan({ venueId, name: plan }, { key: newId() });
  const event = await plantEvent({ manager, side }, { merchantId, venueId });
  return {
    nouns: [...event.nouns, ['venueId', 'shop', venueId], ['seatPlanId', 'shop', seatPlanId]],
    marks: [...event.marks, ['shop', name], ['shop', `north-${side}-khiva`], ['shop', plan]],
  };
}
