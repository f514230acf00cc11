import { formatMoney } from '@tessera/kernel';
import { friendlyTime, Money, useSettings } from '@tessera/ui';
import { useEffect } from 'react';
import { useTerminal } from '../../link/terminal-session.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';
import { refundable } from './refund-order.ts';
import type { Refunding } from './use-refund.ts';
import { useLastSale } from './use-sales.ts';

/** The newest sale, in view while the next amount is typed, with the quick way to take it back. */
export function LastSaleCard(props: { refunding: Refunding; open: boolean; onOpen: (open: boolean) => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const { sale, isLoading } = useLastSale();
  const allowed = useTerminal().policy.refundsAllowed;
  const voidable = allowed && sale !== undefined && refundable(sale) > 0;
  const { open, onOpen } = props;
  useEffect(() => {
    if (open && !voidable) onOpen(false);
  }, [open, voidable, onOpen]);
  if (!sale) {
    return (
      <div className="last-sale last-sale-none">
        <Icon name="receipt" />
        {isLoading ? t('state.loading') : t('last.none')}
      </div>
    );
  }
  const left = refundable(sale);
  return (
    <div className="last-sale" data-testid="last-sale">
      <div className="last-sale-words">
        <p className="last-sale-title">
          {t('last.title')} · {friendlyTime(sale.at, locale)}
        </p>
        <p className="last-sale-facts">
          <Money minor={sale.amountMinor} className="last-sale-amount" />
          <span className="last-sale-name">{sale.memberName}</span>
          {left === 0 && <span className="tag">{t('sales.refundedAll')}</span>}
        </p>
      </div>
      {voidable && (
        <button type="button" className="button button-void" onClick={() => onOpen(true)} data-testid="void-last">
          <Icon name="undo" size={20} />
          {t('void.act')}
        </button>
      )}
      {open && voidable && (
        <ConfirmDialog
          title={t('void.title')}
          confirm={t('void.confirm')}
          danger
          onCancel={() => onOpen(false)}
          onConfirm={() => {
            onOpen(false);
            props.refunding.start(sale, left);
          }}
        >
          <p>{t('void.text', { amount: formatMoney(left), holder: sale.memberName })}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
