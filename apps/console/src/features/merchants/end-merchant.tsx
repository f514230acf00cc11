import type { Organization } from '@tessera/contract';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { MessageDialog } from './message-dialog.tsx';
import { useContracts, useEndMerchant } from './use-merchants.ts';

/** A merchant with a contract leaves for good. */
export function EndMerchant({ merchant }: { merchant: Organization }) {
  const can = useCan();
  return can('merchants.contract') && merchant.kind === 'merchant' ? <Leave merchant={merchant} /> : null;
}

function Leave({ merchant }: { merchant: Organization }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const signed = useContracts({ organizationId: merchant.id, state: 'signed' });
  const end = useEndMerchant(merchant.id);
  if (!signed.data || signed.data.items.length === 0) return null;
  const leave = async (reason: string) => {
    const { closedShops, revokedTerminals } = await end.mutateAsync(reason);
    message.success(t('merchants.left', { shops: closedShops, terminals: revokedTerminals }));
  };
  const open = () => {
    end.reset();
    setAsking(true);
  };
  return (
    <>
      <Button danger onClick={open} data-testid="end-merchant">
        {t('merchants.leave')}
      </Button>
      {asking && (
        <MessageDialog
          title={t('merchants.leaveTitle', { name: merchant.name })}
          note={t('merchants.leaveNote')}
          ok={t('merchants.leave')}
          danger
          state={end}
          onSend={leave}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
