import { useRef, useState } from 'react';
import { Icon } from '../../parts/icons.tsx';
import { Keypad, type KeypadKey } from '../../parts/keypad.tsx';
import { useTexts } from '../../texts.ts';
import type { TillControls } from './use-till.ts';

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'];

/** A member number by hand: digits on large keys, letters with the device's own keyboard. */
export function MemberPanel({ controls }: { controls: TillControls }) {
  const t = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const [letters, setLetters] = useState(false);
  const { member } = controls.till;
  const keys: readonly KeypadKey[] = [
    ...DIGITS.map((digit) => ({ id: digit, face: digit })),
    { id: 'letters', face: 'ABC', name: t('member.letters'), look: 'soft' },
    { id: '0', face: '0' },
    { id: 'delete', face: <Icon name="delete" size={28} />, name: t('pad.delete'), look: 'soft' },
  ];
  const press = (id: string) => {
    if (id === 'delete') return controls.dispatch({ type: 'deleted' });
    if (id !== 'letters') return controls.dispatch({ type: 'memberTyped', text: id });
    setLetters(true);
    requestAnimationFrame(() => field.current?.focus());
  };
  return (
    <form
      className="member-panel"
      onSubmit={(event) => {
        event.preventDefault();
        controls.submitMember();
      }}
    >
      <label className="member-label" htmlFor="member-number">
        {t('member.label')}
      </label>
      <input
        ref={field}
        id="member-number"
        className="member-number"
        data-testid="member-number"
        data-scan={letters ? undefined : true}
        inputMode={letters ? 'text' : 'none'}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        readOnly={!letters}
        tabIndex={letters ? 0 : -1}
        value={member}
        placeholder={t('member.placeholder')}
        onChange={(event) => controls.dispatch({ type: 'memberSet', text: event.target.value })}
      />
      <Keypad label={t('member.label')} columns={3} keys={keys} onPress={press} />
      <Ways controls={controls} />
    </form>
  );
}

/** To charge the number, or to go on to another way of paying. */
function Ways({ controls }: { controls: TillControls }) {
  const t = useTexts();
  const isShort = controls.till.member.length < 3;
  return (
    <div className="member-acts">
      <button type="button" className="button" onClick={() => controls.dispatch({ type: 'panel', panel: 'ways' })} data-testid="other-ways">
        {t('present.otherWays')}
      </button>
      <button
        type="button"
        className="button"
        disabled={isShort}
        onClick={() => controls.dispatch({ type: 'panel', panel: 'emergency' })}
        data-testid="way-emergency"
      >
        {t('emergency.way')}
      </button>
      <button type="submit" className="charge" disabled={isShort} data-testid="member-charge">
        {t('sell.charge')}
      </button>
    </div>
  );
}
