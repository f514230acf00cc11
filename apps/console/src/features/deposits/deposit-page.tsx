import type { IssuerDeposit } from '@tessera/contract';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { PageHeader } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { EnterSlip } from './enter-slip.tsx';
import { OneDeposit } from './one-deposit.tsx';
import { SetDeposit } from './set-deposit.tsx';
import { useDeposit } from './use-deposits.ts';

export function DepositPage() {
  const t = useTexts();
  const issuerId = readId<'organization'>(useParams().issuerId);
  if (!issuerId) return <PageHeader title={t('nav.deposits')} note={t('deposits.none')} />;
  return <Known key={issuerId} issuerId={issuerId} />;
}

function Known({ issuerId }: { issuerId: IssuerDeposit['issuerId'] }) {
  const t = useTexts();
  const mayWrite = useCan()('deposits.write');
  const found = useDeposit(issuerId);
  const [act, setAct] = useState<'enter' | 'set' | null>(null);
  const close = () => setAct(null);
  const deposit = found.data;
  if (!deposit)
    return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />;
  const actions = mayWrite && (
    <>
      <Button onClick={() => setAct('set')} data-testid="set-deposit">
        {t('deposit.change')}
      </Button>
      <Button type="primary" onClick={() => setAct('enter')} data-testid="enter-slip">
        {t('deposit.enter')}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader title={t('deposit.title', { name: deposit.issuerName })} back={{ to: '/deposits', label: t('nav.deposits') }} actions={actions} />
      <OneDeposit deposit={deposit} />
      {act === 'enter' && <EnterSlip deposit={deposit} onClose={close} />}
      {act === 'set' && <SetDeposit deposit={deposit} onClose={close} />}
    </>
  );
}
