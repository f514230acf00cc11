import { Icon } from '../../parts/icons.tsx';
import { Keypad, type KeypadKey } from '../../parts/keypad.tsx';
import { useTexts } from '../../texts.ts';
import type { ChargeState } from './charge-flow.ts';
import { DueSide } from './due-side.tsx';
import { PIN_LENGTH } from './till.ts';
import { type TillControls, usePinSending } from './use-till.ts';

const PLACES = Array.from({ length: PIN_LENGTH }, (_, place) => place);
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The payer types the PIN: on the screen or on a numpad. Only dots are shown. */
export function PinStep(props: { state: Extract<ChargeState, { step: 'pin' }>; controls: TillControls }) {
  const t = useTexts();
  const { controls, state } = props;
  const { pin } = controls.till;
  usePinSending(controls);
  const keys: readonly KeypadKey[] = [
    ...DIGITS.map((digit) => ({ id: digit, face: digit })),
    { id: 'cancel', face: t('action.cancel'), look: 'soft' },
    { id: '0', face: '0' },
    { id: 'delete', face: <Icon name="delete" size={28} />, name: t('pad.delete'), look: 'soft' },
  ];
  const press = (id: string) => {
    if (id === 'cancel') controls.back();
    else if (id === 'delete') controls.dispatch({ type: 'deleted' });
    else controls.dispatch({ type: 'pinTyped', digits: id });
  };
  return (
    <div className="present-step" data-testid="pin">
      <DueSide minor={state.amountMinor} />
      <section className="present-side pin-side">
        <h1>{t('pin.title')}</h1>
        <p className={state.wrong ? 'pin-text is-wrong' : 'pin-text'} role={state.wrong ? 'alert' : undefined}>
          {state.wrong ? t('decline.pin_wrong') : t('pin.text')}
        </p>
        <p className="pin-dots" role="status" aria-label={t('pin.typed', { count: pin.length, of: PIN_LENGTH })}>
          {PLACES.map((place) => (
            <span key={place} className={place < pin.length ? 'pin-dot is-typed' : 'pin-dot'} />
          ))}
        </p>
        <Keypad label={t('pin.title')} columns={3} keys={keys} onPress={press} />
      </section>
    </div>
  );
}
