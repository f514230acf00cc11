import type { Permission } from '@tessera/contract';
import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject, useParams } from 'react-router';
import { useCan } from '../shared/session.tsx';
import { NoAccess, NotFound, PageFailed } from './dead-ends.tsx';
import { Gate } from './gate.tsx';
import { pages } from './pages.ts';

function guarded(permission: Permission, load: () => Promise<ComponentType>) {
  return {
    lazy: async () => {
      const Page = await load();
      return { Component: () => (useCan()(permission) ? <Page /> : <NoAccess />) };
    },
  };
}

function page(path: string, permission: Permission, load: () => Promise<ComponentType>): RouteObject {
  return { path, ...guarded(permission, load) };
}

/** A payment's own address: it opens over the list. */
function PaymentLink() {
  const { paymentId } = useParams();
  return <Navigate to={`/payments?payment=${paymentId ?? ''}`} replace />;
}

export const router = createBrowserRouter(
  [
    {
      path: '/',
      Component: Gate,
      hydrateFallbackElement: <div className="splash" />,
      children: [
        {
          ErrorBoundary: PageFailed,
          children: [
            { index: true, ...guarded('payments.read', pages.today) },
            page('members', 'members.read', pages.members),
            page('members/:memberId', 'members.read', pages.member),
            page('cards', 'cards.read', pages.cards),
            page('imports', 'members.import', pages.imports),
            page('imports/:importId', 'members.import', pages.import),
            page('merchants', 'organizations.read', pages.merchants),
            page('merchants/:organizationId', 'organizations.read', pages.merchant),
            page('terminals', 'terminals.read', pages.terminals),
            page('staff', 'staff.read', pages.staff),
            page('payments', 'payments.read', pages.payments),
            { path: 'payments/:paymentId', Component: PaymentLink },
            page('top-up', 'payments.topUp', pages.topUp),
            page('journal', 'ledger.read', pages.journal),
            page('journal/:lane/:page', 'ledger.read', pages.journalPage),
            page('trial-balance', 'ledger.read', pages.trialBalance),
            page('privacy', 'privacy.read', pages.notices),
            page('erasures', 'members.erase', pages.erasures),
            page('keys', 'security.write', pages.keys),
            page('audit', 'audit.read', pages.audit),
            page('audit/overview', 'audit.read', pages.auditOverview),
            page('audit/chain', 'audit.read', pages.auditChain),
            page('security', 'session.security', pages.ownSecurity),
            page('providers', 'security.write', pages.providers),
            { path: '*', Component: NotFound },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
);
