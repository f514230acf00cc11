import type { Id } from '@tessera/kernel';
import { Skeleton } from 'antd';
import { useParams } from 'react-router';
import { Timeline } from '../features/audit/timeline.tsx';
import { EndMerchant } from '../features/merchants/end-merchant.tsx';
import { MerchantContracts } from '../features/merchants/merchant-contracts.tsx';
import { MerchantShops } from '../features/merchants/merchant-shops.tsx';
import { MerchantActs, MerchantProfile } from '../features/organizations/merchant-profile.tsx';
import { useOrganization } from '../features/organizations/use-organizations.ts';
import { DayFigures } from '../features/payments/day-totals.tsx';
import { PartyPayments } from '../features/payments/party-payments.tsx';
import { MerchantTerminals } from '../features/terminals/merchant-terminals.tsx';
import { readId } from '../shared/ids.ts';
import { ErrorNotice } from '../shared/notices.tsx';
import { PageHeader } from '../shared/page.tsx';
import { useCan, useSession } from '../shared/session.tsx';
import { Status } from '../shared/status.tsx';
import { useTexts } from '../shared/texts.ts';
import { NotFound } from './dead-ends.tsx';

export function MerchantPage() {
  const organizationId = readId<'organization'>(useParams().organizationId);
  return organizationId ? <OneMerchant key={organizationId} organizationId={organizationId} /> : <NotFound />;
}

/** One merchant: its day, its tills, its payments. */
function OneMerchant(props: { organizationId: Id<'organization'> }) {
  const t = useTexts();
  const can = useCan();
  const own = useSession().staff?.organizationId === props.organizationId;
  const query = useOrganization(props.organizationId);
  const merchant = query.data;
  if (!merchant)
    return query.error ? <ErrorNotice error={query.error} onRetry={() => query.refetch()} /> : <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <PageHeader
        back={own ? undefined : { to: '/merchants', label: t('nav.merchants') }}
        title={merchant.name}
        badge={merchant.status === 'suspended' && <Status tone="warn">{t('merchantStatus.suspended')}</Status>}
        note={merchant.category && t(`category.${merchant.category}`)}
        actions={
          <>
            <EndMerchant merchant={merchant} />
            <MerchantActs merchant={merchant} />
          </>
        }
      />
      <div className="stack">
        {can('payments.read') && <DayFigures merchantId={merchant.id} />}
        {can('shops.read') && <MerchantShops merchant={merchant} />}
        {can('terminals.read') && <MerchantTerminals organizationId={merchant.id} />}
        <div className="columns">
          {can('payments.read') ? <PartyPayments merchantId={merchant.id} /> : <span />}
          <div className="stack">
            <MerchantProfile merchant={merchant} />
            {can('merchants.read') && <MerchantContracts merchant={merchant} />}
            {can('audit.read') && <Timeline targetIds={[merchant.id]} />}
          </div>
        </div>
      </div>
    </>
  );
}
