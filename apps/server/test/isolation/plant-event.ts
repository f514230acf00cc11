import { type Id, newId } from '@tessera/kernel';
import { fileOf, pictureBytes } from '../pictures.ts';
import type { Person, TillDevice } from '../world.ts';
import type { Crop, Side } from './ground.ts';

/** A draft with all that an event has: what is published anybody may read. */
export async function plantEvent(
  { manager, side }: { manager: Person; side: Side },
  { merchantId, venueId }: Pick<TillDevice, 'merchantId'> & { venueId: Id<'venue'> },
): Promise<Crop> {
  const { events } = manager.client;
  const title = `gala-${side}-khotan`;
  const at = { merchantId, venueId, startsOn: '2030-05-01' };
  const begun = await events.createEvent({ ...at, template: 'rail', title }, { key: newId() });
  const { eventId } = begun.event;
  await events.setEventPicture({ eventId, file: fileOf(pictureBytes('png')) }, { key: newId() });
  const [session] = (await events.listEventSessions({ eventId })).items;
  const [quota] = begun.quotas;
  if (!session || !quota) throw new Error('the template made neither a session nor a quota');
  const { eventSessionId, revision } = session;
  const kept = { kind: 'house' as const, name: `kept-${side}-khotan`, channel: null, seats: [], quotaId: quota.quotaId, count: 2 };
  const { allocations } = await events.saveAllocations({ eventSessionId, revision, allocations: [kept] });
  return {
    nouns: [
      ['eventId', 'shop', eventId],
      ['eventSessionId', 'shop', eventSessionId],
      ['ticketKindId', 'shop', begun.ticketKinds[0]?.ticketKindId ?? ''],
      ['addOnTo', 'shop', begun.ticketKinds[0]?.ticketKindId ?? ''],
      ['quotaId', 'shop', quota.quotaId],
      ['allocationId', 'shop', allocations[0]?.allocationId ?? ''],
    ],
    marks: [
      ['shop', title],
      ['shop', `kept-${side}-khotan`],
    ],
  };
}
