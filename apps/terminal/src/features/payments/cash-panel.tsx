import { formatMoney, type Minor, subtract, toMinor } from '@tessera/kernel';
import { mostTenderedMinor } from '@tessera/rules';
import { useRef, useState } from 'react';
import { Icon } from '../../parts/icons.tsx';
import { Keypad, type KeypadKey } from '../../parts/keypad.tsx';
import { useHeld } from '../../parts/use-held.ts';
import { useKeys } from '../../parts/use-keys.ts';
import { ScanField } from '../../scan/scan-field.tsx';
import { useTexts } from '../../texts.ts';
import { type AmountPad, EMPTY_PAD, type PadKey, padTotal } from './amount-pad.ts';
import { BigAmount } from './big-amount.tsx';
import { pressCash, type Tender, tenderOf, typeCash } from './cash-entry.ts';

const KEYS: readonly PadKey[] = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '.', '0', 'delete'];
/** Notes that a customer hands over, in fen. */
const NOTES = [1_000, 2_000, 5_000, 10_000];
const OFFERS_MAX = 3;

type Props = { dueMinor: Minor; onTake: (tenderedMinor: Minor) => void; onScan: (text: string) => void; onBack: () => void };

/** The cash that was handed over: typed, or by one touch of the note. Enter takes it; with nothing typed it is exact. A scanned code is no cash. */
export function CashPanel({ dueMinor, onTake, onScan, onBack }: Props) {
  const t = useTexts();
  const { pad, now, change } = useCashPad();
  const held = useHeld();
  const tender = tenderOf(pad, dueMinor);
  const press = (key: PadKey) => change((before) => pressCash(before, key, dueMinor));
  const take = () => {
    const { tenderedMinor, fault } = tenderOf(now.current, dueMinor);
    if (fault === null) onTake(tenderedMinor);
  };
  const typed = (text: string) => (text.includes('/') ? onBack() : change((before) => typeCash(before, text, dueMinor)));
  useKeys({ Backspace: () => press('delete') });
  const keys: readonly KeypadKey[] = KEYS.map((id) => ({
    id,
    disabled: held,
    ...(id === 'delete' ? { face: <Icon name="delete" size={26} />, name: t('pad.delete'), look: 'soft' } : { face: id }),
  }));
  return (
    <div className="member-panel cash-panel" data-testid="cash-panel">
      <ScanField label={t('sell.scanField')} scene="cash" onScan={onScan} onTyped={typed} onEnter={take} />
      <h1 className="member-label">{t('cash.title')}</h1>
      <BigAmount minor={tender.tenderedMinor} entry={padTotal(pad) > 0 ? pad.entry : undefined} testId="cash-tendered" />
      <Change tender={tender} dueMinor={dueMinor} />
      <div className="cash-offers">
        {offersFor(dueMinor).map((offer) => (
          <button key={offer} type="button" className="button" disabled={held} onClick={() => onTake(offer)} data-testid={`cash-${offer}`}>
            {offer === dueMinor ? t('cash.exact') : formatMoney(offer)}
          </button>
        ))}
      </div>
      <Keypad label={t('cash.title')} columns={3} keys={keys} onPress={(id) => KEYS.filter((key) => key === id).forEach(press)} />
      <div className="member-acts">
        <button type="button" className="button" onClick={onBack} data-testid="other-ways">
          {t('present.otherWays')}
        </button>
        <button type="button" className="charge" disabled={held || tender.fault !== null} onClick={take} data-testid="cash-take">
          {t('cash.take')}
        </button>
      </div>
    </div>
  );
}

/** The pad in hand and on the screen: an Enter right behind the digits must find them. */
function useCashPad() {
  const now = useRef<AmountPad>(EMPTY_PAD);
  const [pad, setPad] = useState<AmountPad>(EMPTY_PAD);
  const change = (next: (before: AmountPad) => AmountPad) => {
    now.current = next(now.current);
    setPad(now.current);
  };
  return { pad, now, change };
}

function Change({ tender, dueMinor }: { tender: Tender; dueMinor: Minor }) {
  const t = useTexts();
  const { tenderedMinor, changeMinor, fault } = tender;
  return (
    <p className={fault ? 'cash-change is-missing' : 'cash-change'} role="status" data-testid="cash-change">
      {fault === 'short' && t('cash.missing', { amount: formatMoney(subtract(dueMinor, tenderedMinor)) })}
      {fault === 'beyond' && t('cash.tooMuch', { amount: formatMoney(mostTenderedMinor(dueMinor)) })}
      {fault === null && t('cash.change', { amount: formatMoney(changeMinor) })}
    </p>
  );
}

function offersFor(dueMinor: Minor): readonly Minor[] {
  return [dueMinor, ...NOTES.map(toMinor).filter((note) => note > dueMinor)].slice(0, OFFERS_MAX + 1);
}
