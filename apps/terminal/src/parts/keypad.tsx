import type { ReactNode } from 'react';

export type KeypadKey = { id: string; face: ReactNode; name?: string; look?: 'soft' | 'strong'; disabled?: boolean };

/** A grid of large keys. A touch does not take the focus away from the scan field. */
export function Keypad(props: { label: string; columns: 3 | 4; keys: readonly KeypadKey[]; onPress: (id: string) => void }) {
  return (
    <fieldset className={`keypad keypad-${props.columns}`} aria-label={props.label}>
      {props.keys.map((key) => (
        <button
          key={key.id}
          type="button"
          className={`key ${key.look ? `key-${key.look}` : ''} ${key.id === '0' ? 'key-zero' : ''}`}
          aria-label={key.name}
          disabled={key.disabled}
          data-testid={`key-${key.id}`}
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onPress(key.id)}
        >
          {key.face}
        </button>
      ))}
    </fieldset>
  );
}
