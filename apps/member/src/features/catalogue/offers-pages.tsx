import { Route, Routes } from 'react-router';
import { OfferPage } from './offer-page.tsx';
import { OffersPage } from './offers-page.tsx';
import { OffersTexts } from './texts.ts';

/** What merchants offer, and one of it. */
export function OffersPages() {
  return (
    <OffersTexts>
      <Routes>
        <Route index element={<OffersPage />} />
        <Route path=":itemId" element={<OfferPage />} />
      </Routes>
    </OffersTexts>
  );
}
