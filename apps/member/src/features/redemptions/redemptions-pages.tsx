import { type Id, isId } from '@tessera/kernel';
import type { ReactNode } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router';
import { RedeemPage } from './redeem-page.tsx';
import { RedemptionsPage } from './redemptions-page.tsx';
import { RedemptionTexts } from './texts.ts';
import { VoucherPage } from './voucher-page.tsx';

/** What one has redeemed, and redeeming something. */
export function RedemptionsPages() {
  return (
    <RedemptionTexts>
      <Routes>
        <Route index element={<RedemptionsPage />} />
        <Route path="items/:id" element={<Named<'item'> page={(id) => <RedeemPage itemId={id} />} />} />
        <Route path=":id" element={<Named<'redemption'> page={(id) => <VoucherPage redemptionId={id} />} />} />
      </Routes>
    </RedemptionTexts>
  );
}

type Named<Noun extends string> = { page: (id: Id<Noun>) => ReactNode };

/** An address that names nothing leads back to what is offered. */
function Named<Noun extends string>({ page }: Named<Noun>) {
  const { id } = useParams();
  if (!id || !isId(id)) return <Navigate to="/services" replace />;
  return page(id as Id<Noun>); // Whether there is such a one, the server says.
}
