import type { consoleVenuesZhCn } from './console-venues.zh-CN.ts';

/** Venues and seat plans, in the console. */
export const consoleVenuesEn: Record<keyof typeof consoleVenuesZhCn, string> = {
  'act.venues.listVenues': 'Looked at the venues',
  'act.venues.getVenue': 'Looked at a venue',
  'act.venues.createVenue': 'Entered a venue',
  'act.venues.updateVenue': 'Changed a venue',
  'act.venues.createSeatPlan': 'Began a seat plan',
  'act.venues.importSeatPlan': 'Read a seat plan from a file',
  'act.venues.getSeatPlan': 'Looked at a seat plan',
  'act.venues.getSeatPlanContent': 'Downloaded a seat plan',
  'act.venues.saveSeatPlan': 'Saved the draft of a seat plan',
  'act.venues.publishSeatPlan': 'Published a seat plan',
  'act.venues.copySeatPlan': 'Began a new version of a seat plan',
  'act.venues.removeSeatPlan': 'Threw the draft of a seat plan away',
  'target.venue': 'Venue',
  'target.seatPlan': 'Seat plan',
  'part.venues': 'Venues and seat plans',
};
