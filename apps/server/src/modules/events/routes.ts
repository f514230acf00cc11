import { events } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import { addEventSessions } from './add-sessions.ts';
import { getAllocations, saveAllocations } from './allocations.ts';
import { cancelEventSession, listEventSessions, pauseSessionSale, removeEventSession, updateEventSession } from './change-session.ts';
import { getEvent, listEvents } from './list-events.ts';
import { getPublicEvent, listEventDays, listEventRegions, listPublicEvents } from './list-public-events.ts';
import { type EventParts, getEventPicture, setEventPicture } from './picture.ts';
import { cancelEvent, publishEvent } from './publish-event.ts';
import { getSessionOffer } from './read-offer.ts';
import { saveQuotas } from './save-quotas.ts';
import { saveSaleRules } from './save-sale-rules.ts';
import { saveTicketKinds } from './save-ticket-kinds.ts';
import { startSessionSale } from './start-session-sale.ts';
import { createEvent, removeEvent, updateEvent } from './write-event.ts';

const UPLOADS = ['setEventPicture'] as const;
const FILES = ['getEventPicture'] as const;

export function createEventsRoutes(parts: EventParts): BoundRoute[] {
  return [
    ...bind(omit(events, [...UPLOADS, ...FILES]), {
      listEvents,
      getEvent,
      createEvent,
      updateEvent,
      saveTicketKinds,
      saveQuotas,
      saveSaleRules,
      publishEvent,
      cancelEvent,
      removeEvent,
      listEventSessions,
      addEventSessions,
      updateEventSession,
      removeEventSession,
      startSessionSale,
      pauseSessionSale,
      cancelEventSession,
      getAllocations,
      saveAllocations,
      listPublicEvents,
      listEventDays,
      listEventRegions,
      getPublicEvent,
      getSessionOffer,
    }),
    ...bindDirect(pick(events, UPLOADS), { setEventPicture: (call, input) => setEventPicture(parts, call, input) }),
    ...bindFiles(pick(events, FILES), { getEventPicture: (call, input) => getEventPicture(parts, call, input) }),
  ];
}
