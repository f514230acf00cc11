import type { MerchantApplication, MerchantContract, Organization } from '@tessera/contract';
import { App, Button, Skeleton, Space } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ContractForm } from './contract-form.tsx';
import { ContractStatus, termsWords } from './merchant-words.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { useContracts, useDiscardContract } from './use-merchants.ts';
import './merchants.css';

/** The contracts of an applicant or of a merchant, the newest first; two people make one hold. */
export function MerchantContracts(props: { application?: MerchantApplication; merchant?: Organization }) {
  const t = useTexts();
  const can = useCan();
  const { application, merchant } = props;
  const contracts = useContracts({ ...(application && { applicationId: application.id }), ...(merchant && { organizationId: merchant.id }) });
  const [drawing, setDrawing] = useState(false);
  const [signing, setSigning] = useState<MerchantContract | null>(null);
  const items = contracts.data?.items ?? [];
  const mayDraw =
    can('merchants.contract') &&
    (merchant?.kind === 'merchant' || (application?.state === 'approved' && !items.some(({ state }) => state === 'drawn')));
  return (
    <Panel
      title={t('contracts.title')}
      testId="merchant-contracts"
      extra={
        mayDraw &&
        !application?.isOwnReview && (
          <Button size="small" onClick={() => setDrawing(true)} data-testid="draw-contract">
            {t(items.length > 0 ? 'contracts.drawNew' : 'contracts.draw')}
          </Button>
        )
      }
    >
      <ErrorNotice error={contracts.error} onRetry={() => contracts.refetch()} />
      {contracts.isPending && <Skeleton active title={false} />}
      {application?.isOwnReview && mayDraw && <p className="quiet">{t('contracts.somebodyElseDraws')}</p>}
      {contracts.isSuccess && items.length === 0 && <EmptyState compact title={t('contracts.empty')} hint={t('contracts.emptyHint')} />}
      <ul className="contracts">
        {items.map((contract) => (
          <Contract key={contract.id} contract={contract} onSign={() => setSigning(contract)} />
        ))}
      </ul>
      {drawing && application && <ContractForm of={{ applicationId: application.id }} onClose={() => setDrawing(false)} />}
      {drawing && merchant && <ContractForm of={{ organizationId: merchant.id }} onClose={() => setDrawing(false)} />}
      {signing && <SignDialog contract={signing} contactName={application?.contactName ?? ''} onClose={() => setSigning(null)} />}
    </Panel>
  );
}

function Contract({ contract, onSign }: { contract: MerchantContract; onSign: () => void }) {
  const t = useTexts();
  const days = contract.endedOn ? `${contract.validFrom} – ${contract.endedOn}` : t('contracts.from', { day: contract.validFrom });
  return (
    <li data-testid="contract">
      <div className="contract-head">
        <strong>{contract.version === null ? t('contracts.draft') : t('contracts.version', { version: contract.version })}</strong>
        <ContractStatus state={contract.state} />
      </div>
      <Facts
        rows={[
          { label: t('contracts.terms'), value: termsWords(t, contract) },
          { label: t('contracts.days'), value: <span className="number">{days}</span> },
          { label: t('contracts.payout'), value: `${contract.payoutHolder} · ${contract.payoutBank} · ${contract.payoutMasked}` },
          ...(contract.drawnByName ? [{ label: t('contracts.drawnBy'), value: contract.drawnByName }] : []),
          ...(contract.signedByName ? [{ label: t('contracts.signedBy'), value: contract.signedByName }] : []),
        ]}
      />
      {contract.state === 'drawn' && <DraftActs contract={contract} onSign={onSign} />}
    </li>
  );
}

function DraftActs({ contract, onSign }: { contract: MerchantContract; onSign: () => void }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const discard = useDiscardContract();
  if (!can('merchants.contract')) return null;
  const ask = () =>
    confirm({
      title: t('contracts.discardTitle'),
      changes: [t('contracts.discardChange')],
      ok: t('contracts.discard'),
      danger: true,
      run: async () => {
        await discard.mutateAsync(contract.id);
        message.success(t('saved'));
      },
    });
  return (
    <Space wrap>
      {contract.isOwn ? (
        <span className="quiet" data-testid="somebody-else-signs">
          {t('contracts.somebodyElseSigns')}
        </span>
      ) : (
        <Button type="primary" size="small" onClick={onSign} data-testid="sign-contract">
          {t('contracts.sign')}
        </Button>
      )}
      <Button size="small" onClick={ask} data-testid="discard-contract">
        {t('contracts.discard')}
      </Button>
    </Space>
  );
}
