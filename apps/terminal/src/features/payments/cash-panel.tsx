import { formatMoney, type Minor, subtract, toMinor } from '@tessera/kernel';
import { useState } from 'react';
import { Icon } from '../../parts/icons.tsx';
import { Keypad, type KeypadKey } from '../../parts/keypad.tsx';
import { useFocus } from '../../parts/use-focus.ts';
import { useKeys } from '../../parts/use-keys.ts';
import { useTexts } from '../../texts.ts';
import { type AmountPad, EMPTY_PAD, type PadKey, padTotal, pressPad } from './amount-pad.ts';
import { BigAmount } from './big-amount.tsx';

const KEYS: readonly PadKey[] = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '.', '0', 'delete'];
const TYPED: readonly PadKey[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.'];
/** Notes that a customer hands over, in fen. */
const NOTES = [1_000, 2_000, 5_000, 10_000];
const TENDERED_MAX = toMinor(1_000_000);
const OFFERS_MAX = 3;

/** The cash that was handed over: typed, or by one touch of the note. Enter takes it; with nothing typed it is exact. */
export function CashPanel(props: { dueMinor: Minor; onTake: (tenderedMinor: Minor) => void; onBack: () => void }) {
  const t = useTexts();
  const { dueMinor } = props;
  const [pad, setPad] = useState<AmountPad>(EMPTY_PAD);
  const tenderedMinor = padTotal(pad) > 0 ? padTotal(pad) : dueMinor;
  const changeMinor = subtract(tenderedMinor, dueMinor);
  const panel = useFocus<HTMLDivElement>();
  const press = (key: PadKey) => setPad((before) => pressPad(before, key, TENDERED_MAX));
  const take = () => {
    if (changeMinor >= 0) props.onTake(tenderedMinor);
  };
  useKeys({
    ...Object.fromEntries(TYPED.map((key) => [key, () => press(key)])),
    Backspace: () => press('delete'),
    '-': () => press('delete'),
    '/': props.onBack,
    Enter: take,
  });
  const keys: readonly KeypadKey[] = KEYS.map((id) =>
    id === 'delete' ? { id, face: <Icon name="delete" size={26} />, name: t('pad.delete'), look: 'soft' } : { id, face: id },
  );
  const offers = [dueMinor, ...NOTES.map(toMinor).filter((note) => note > dueMinor)].slice(0, OFFERS_MAX + 1);
  return (
    <div ref={panel} tabIndex={-1} className="member-panel cash-panel" data-testid="cash-panel">
      <h1 className="member-label">{t('cash.title')}</h1>
      <BigAmount minor={tenderedMinor} entry={padTotal(pad) > 0 ? pad.entry : undefined} testId="cash-tendered" />
      <p className={changeMinor < 0 ? 'cash-change is-missing' : 'cash-change'} role="status" data-testid="cash-change">
        {changeMinor < 0
          ? t('cash.missing', { amount: formatMoney(subtract(dueMinor, tenderedMinor)) })
          : t('cash.change', { amount: formatMoney(changeMinor) })}
      </p>
      <div className="cash-offers">
        {offers.map((offer) => (
          <button key={offer} type="button" className="button" onClick={() => props.onTake(offer)} data-testid={`cash-${offer}`}>
            {offer === dueMinor ? t('cash.exact') : formatMoney(offer)}
          </button>
        ))}
      </div>
      <Keypad label={t('cash.title')} columns={3} keys={keys} onPress={(id) => KEYS.filter((key) => key === id).forEach(press)} />
      <div className="member-acts">
        <button type="button" className="button" onClick={props.onBack} data-testid="other-ways">
          {t('present.otherWays')}
        </button>
        <button type="button" className="charge" disabled={changeMinor < 0} onClick={take} data-testid="cash-take">
          {t('cash.take')}
        </button>
      </div>
    </div>
  );
}
