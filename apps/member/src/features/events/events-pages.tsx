import { Route, Routes } from 'react-router';
import { EventPage } from './event-page.tsx';
import { EventsPage } from './events-page.tsx';
import { EventsTexts } from './texts.ts';

/** What is on, and one event of it. */
export function EventsPages() {
  return (
    <EventsTexts>
      <Routes>
        <Route index element={<EventsPage />} />
        <Route path=":eventId" element={<EventPage />} />
      </Routes>
    </EventsTexts>
  );
}
