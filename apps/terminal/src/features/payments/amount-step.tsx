import { formatDecimal, formatMoney, ZERO } from '@tessera/kernel';
import { Icon } from '../../parts/icons.tsx';
import { Keypad, type KeypadKey } from '../../parts/keypad.tsx';
import { useTexts } from '../../texts.ts';
import { type AmountPad, type PadKey, padTotal } from './amount-pad.ts';
import { BigAmount } from './big-amount.tsx';
import { LastSaleCard } from './last-sale-card.tsx';
import { isChargeable } from './till.ts';
import type { Refunding } from './use-refund.ts';
import type { TillControls } from './use-till.ts';

const PAD_KEYS: readonly PadKey[] = ['7', '8', '9', 'delete', '4', '5', '6', 'clear', '1', '2', '3', '+', '00', '0', '.'];

/** The amount: typed, added up, and on to the payer. */
export function AmountStep(props: { controls: TillControls; refunding: Refunding; voiding: boolean; onVoid: (open: boolean) => void }) {
  const t = useTexts();
  const { till, totalMinor, press, entered } = props.controls;
  return (
    <div className="amount-step">
      <section className="amount-side">
        <AmountDisplay controls={props.controls} />
        <LastSaleCard refunding={props.refunding} open={props.voiding} onOpen={props.onVoid} />
      </section>
      <section className="amount-keys">
        <PadGrid onPress={press} />
        <button type="button" className="charge" disabled={!isChargeable(till.pad)} onClick={entered} data-testid="charge">
          <span>{t('sell.charge')}</span>
          {totalMinor > 0 && <span className="money">{formatMoney(totalMinor)}</span>}
        </button>
        <p className="key-hints" aria-hidden="true">
          {t('sell.keys')}
        </p>
      </section>
    </div>
  );
}

function AmountDisplay({ controls }: { controls: TillControls }) {
  const t = useTexts();
  const { pad } = controls.till;
  const cleared = pad.cleared ? padTotal(pad.cleared) : ZERO;
  return (
    <div className={`amount-display ${pad.note ? 'is-refused' : ''}`}>
      <div className="amount-label">
        <span>{t('sell.amount')}</span>
        {cleared > 0 && (
          <button type="button" className="chip" onClick={() => controls.press('recall')} data-testid="recall">
            <Icon name="undo" size={18} />
            {t('sell.recall', { amount: formatMoney(cleared) })}
          </button>
        )}
      </div>
      <div role="status" aria-live="polite" className="amount-value">
        <BigAmount minor={controls.totalMinor} entry={pad.items.length > 0 ? undefined : pad.entry} testId="amount" />
      </div>
      {pad.items.length > 0 && <ItemsLine pad={pad} />}
      <p className={`amount-hint ${pad.note ? 'is-warning' : ''}`} role={pad.note ? 'alert' : undefined}>
        {pad.note === 'over_max' && t('sell.overMax', { amount: formatMoney(controls.maxMinor) })}
        {pad.note === 'too_many_items' && t('sell.tooManyItems')}
        {!pad.note && (
          <>
            <Icon name="scan" size={20} />
            {t(controls.totalMinor === 0 ? 'sell.start' : 'sell.scanAny')}
          </>
        )}
      </p>
    </div>
  );
}

function ItemsLine({ pad }: { pad: AmountPad }) {
  const parts = [...pad.items.map((item) => formatDecimal(item)), ...(pad.entry === '' ? [] : [pad.entry])];
  return (
    <p className="amount-items money" data-testid="items">
      {parts.join(' + ')}
      {pad.entry === '' && ' +'}
    </p>
  );
}

function PadGrid(props: { onPress: (key: PadKey) => void }) {
  const t = useTexts();
  const faces: Partial<Record<PadKey, Omit<KeypadKey, 'id'>>> = {
    delete: { face: <Icon name="delete" size={28} />, name: t('pad.delete'), look: 'soft' },
    clear: { face: t('pad.clearFace'), name: t('pad.clear'), look: 'soft' },
    '+': { face: '+', name: t('pad.add'), look: 'strong' },
    '.': { face: '.', name: t('pad.point') },
  };
  const keys = PAD_KEYS.map((id) => ({ id, face: id, ...faces[id] }));
  return <Keypad label={t('pad.name')} columns={4} keys={keys} onPress={(id) => PAD_KEYS.filter((key) => key === id).forEach(props.onPress)} />;
}
