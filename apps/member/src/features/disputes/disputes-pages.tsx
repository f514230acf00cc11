import { Route, Routes } from 'react-router';
import { DisputePage } from './dispute-page.tsx';
import { DisputesPage } from './disputes-page.tsx';
import { NewDisputePage } from './new-dispute-page.tsx';
import { DisputeTexts } from './texts.ts';

/** One's own cases: the list, a new one, and one of them. */
export function DisputesPages() {
  return (
    <DisputeTexts>
      <Routes>
        <Route index element={<DisputesPage />} />
        <Route path="new" element={<NewDisputePage />} />
        <Route path=":disputeId" element={<DisputePage />} />
      </Routes>
    </DisputeTexts>
  );
}
