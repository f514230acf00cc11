import type { Payment, Sale } from '@tessera/contract';
import { formatMoney } from '@tessera/kernel';
import { friendlyTime, Money, useSettings } from '@tessera/ui';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useTerminal } from '../../link/terminal-session.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';
import { refundable } from './refund-order.ts';
import type { Refunding } from './use-refund.ts';
import { useLastSale } from './use-sales.ts';

type Props = { refunding: Refunding; open: boolean; onOpen: (open: boolean) => void };

/** The newest sale, in view while the next amount is typed, with the quick way to take it back. */
export function LastSaleCard(props: Props) {
  const t = useTexts();
  const { last, isLoading } = useLastSale();
  const allowed = useTerminal().policy.refundsAllowed;
  const voidable = allowed && last?.way === 'wallet' && refundable(last.payment) > 0;
  const { open, onOpen } = props;
  useEffect(() => {
    if (open && !voidable) onOpen(false);
  }, [open, voidable, onOpen]);
  if (last?.way === 'wallet') return <WalletCard {...props} sale={last.payment} voidable={voidable} />;
  if (last?.way === 'direct') return <DirectCard sale={last.sale} />;
  return (
    <div className="last-sale last-sale-none">
      <Icon name="receipt" />
      {isLoading ? t('state.loading') : t('last.none')}
    </div>
  );
}

function Words(props: { at: string; amountMinor: number; name: string; left: number }) {
  const t = useTexts();
  const { locale } = useSettings();
  return (
    <div className="last-sale-words">
      <p className="last-sale-title">
        {t('last.title')} · {friendlyTime(props.at, locale)}
      </p>
      <p className="last-sale-facts">
        <Money minor={props.amountMinor} className="last-sale-amount" />
        <span className="last-sale-name">{props.name}</span>
        {props.left === 0 && <span className="tag">{t('sales.refundedAll')}</span>}
      </p>
    </div>
  );
}

/** Paid past our cards: it is given back on its own page, where the money goes the way it came. */
function DirectCard({ sale }: { sale: Sale }) {
  const t = useTexts();
  return (
    <div className="last-sale" data-testid="last-sale">
      <Words
        at={sale.paidAt ?? sale.at}
        amountMinor={sale.amountMinor}
        name={t(`method.${sale.method}`)}
        left={sale.amountMinor - sale.refundedMinor}
      />
      <Link className="button" to={`/sales?list=direct&sale=${sale.id}`} data-testid="open-last">
        {t('last.open')}
      </Link>
    </div>
  );
}

function WalletCard({ sale, voidable, open, onOpen, refunding }: Props & { sale: Payment; voidable: boolean }) {
  const t = useTexts();
  const left = refundable(sale);
  return (
    <div className="last-sale" data-testid="last-sale">
      <Words at={sale.at} amountMinor={sale.amountMinor} name={sale.memberName} left={left} />
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
            refunding.start(sale, left);
          }}
        >
          <p>{t('void.text', { amount: formatMoney(left), holder: sale.memberName })}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
