import { venues } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import { getSeatPlan, getVenue, listVenues } from './list-venues.ts';
import { getSeatPlanContent, publishSeatPlan, removeSeatPlan } from './publish-plan.ts';
import { copySeatPlan, createSeatPlan, importSeatPlan, saveSeatPlan, type VenueParts } from './write-plan.ts';
import { createVenue, updateVenue } from './write-venue.ts';

const UPLOADS = ['importSeatPlan', 'saveSeatPlan'] as const;
const FILES = ['getSeatPlanContent'] as const;

export function createVenuesRoutes(parts: VenueParts): BoundRoute[] {
  return [
    ...bind(omit(venues, [...UPLOADS, ...FILES]), {
      listVenues,
      getVenue,
      createVenue,
      updateVenue,
      createSeatPlan,
      getSeatPlan,
      publishSeatPlan,
      copySeatPlan,
      removeSeatPlan,
    }),
    ...bindDirect(pick(venues, UPLOADS), {
      importSeatPlan: (call, input) => importSeatPlan(parts, call, input),
      saveSeatPlan: (call, input) => saveSeatPlan(parts, call, input),
    }),
    ...bindFiles(pick(venues, FILES), { getSeatPlanContent: (call, input) => getSeatPlanContent(parts, call, input) }),
  ];
}
