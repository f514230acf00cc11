import { dayAfter } from '@tessera/kernel';
import { createEvent, publishEvent, updateEvent } from '../src/modules/events/index.ts';
import { findMerchantsByName } from '../src/modules/organizations/index.ts';
import { findVenueNamed } from '../src/modules/venues/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { businessDayNow } from '../src/platform/time-zone.ts';
import { asColleague } from './as-colleague.ts';

const ORGANIZER = '星光影城';
const VENUE = '星光剧场';
const SHOW_DAYS_AHEAD = 20;

/** A show with seats in the demo's theatre, and a park with time slots: both published. */
export async function seedEvents(ctx: Ctx): Promise<null> {
  const desk = await asColleague(ctx, 'merchants');
  const merchantId = (await findMerchantsByName(ctx, [ORGANIZER])).get(ORGANIZER);
  if (!merchantId) throw new Error(`the demo has no merchant ${ORGANIZER}`);
  const venue = await findVenueNamed(desk, merchantId, VENUE);
  if (!venue) throw new Error(`the demo has no venue ${VENUE}`);
  const today = await businessDayNow(ctx);
  await offer(desk, {
    begin: { merchantId, template: 'show', title: '话剧《茶馆》', venueId: venue.id, startsOn: dayAfter(today, SHOW_DAYS_AHEAD) },
    description: '老舍经典三幕话剧，一座茶馆，半个世纪。演出时长约 150 分钟，含中场休息 15 分钟。',
    place: '',
  });
  await offer(desk, {
    begin: { merchantId, template: 'attraction', title: '江湾湿地公园', venueId: null, startsOn: dayAfter(today, 1) },
    description: '栈道、观鸟台与自然课堂，分时段预约入园。',
    place: '殷高东路 1 号',
  });
  return null;
}

type Wish = { begin: Parameters<typeof createEvent>[1]; description: string; place: string };

async function offer(desk: Ctx, { begin, description, place }: Wish): Promise<void> {
  const { event } = await createEvent(desk, begin);
  const { eventId, kind, title, visitorNotes, venueId, salesEndMinutesBefore } = event;
  const fields = { kind, title, description, visitorNotes, venueId, place, region: '杨浦区', salesEndMinutesBefore };
  const written = await updateEvent(desk, { eventId, revision: event.revision, ...fields });
  await publishEvent(desk, { eventId, revision: written.event.revision });
}
