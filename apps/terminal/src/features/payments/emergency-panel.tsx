import { Icon } from '../../parts/icons.tsx';
import { Keypad, type KeypadKey } from '../../parts/keypad.tsx';
import { useTexts } from '../../texts.ts';
import { EMERGENCY_CODE_LENGTH } from './till.ts';
import type { TillControls } from './use-till.ts';

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'];
const PLACES = Array.from({ length: EMERGENCY_CODE_LENGTH }, (_, index) => index);

/** The six digits that a member with a dead phone knows, on the large keys or the numpad. They are hidden from who looks over a shoulder. */
export function EmergencyPanel({ controls }: { controls: TillControls }) {
  const t = useTexts();
  const { member, emergency } = controls.till;
  const keys: readonly KeypadKey[] = [
    ...DIGITS.map((digit) => ({ id: digit, face: digit })),
    { id: '0', face: '0' },
    { id: 'delete', face: <Icon name="delete" size={28} />, name: t('pad.delete'), look: 'soft' },
  ];
  const press = (id: string) => controls.dispatch(id === 'delete' ? { type: 'deleted' } : { type: 'emergencyTyped', digits: id });
  return (
    <form
      className="member-panel"
      onSubmit={(event) => {
        event.preventDefault();
        controls.submitMember();
      }}
    >
      <p className="member-label">{t('emergency.label', { number: member })}</p>
      <output
        className="member-number"
        aria-label={t('emergency.typed', { count: emergency.length })}
        data-testid="emergency-digits"
        data-length={emergency.length}
      >
        {PLACES.map((place) => (place < emergency.length ? '●' : '○')).join(' ')}
      </output>
      <Keypad label={t('emergency.label', { number: member })} columns={3} keys={keys} onPress={press} />
      <div className="member-acts">
        <button type="button" className="button" onClick={() => controls.dispatch({ type: 'panel', panel: 'member' })} data-testid="emergency-back">
          {t('action.back')}
        </button>
        <button type="submit" className="charge" disabled={emergency.length < EMERGENCY_CODE_LENGTH} data-testid="emergency-charge">
          {t('sell.charge')}
        </button>
      </div>
    </form>
  );
}
