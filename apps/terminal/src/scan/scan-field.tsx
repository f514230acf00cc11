import { type KeyboardEvent, useEffect, useRef } from 'react';
import { isElsewhere } from '../parts/use-keys.ts';
import { EMPTY_READER, enter, type Reading, readField, type ScanReader, settle } from './scan-reader.ts';

type Props = {
  label: string;
  /** Changes with what is on the screen: the ear listens again when the control that had the focus is gone. */
  scene: string;
  onScan: (text: string) => void;
  onTyped: (text: string) => void;
  onEnter: () => void;
};

/**
 * The ear of the till: an unseen field that hears scan boxes, card readers and the keyboard. `inputMode="none"` keeps the tablet's keyboard down.
 * It holds the focus while nothing else needs it, and takes it back when a key is typed outside of any field.
 */
export function ScanField(props: Props) {
  const field = useRef<HTMLInputElement>(null);
  const ear = useEar(field, props);
  useListening({ field, scene: props.scene, onStrayEnter: props.onEnter });
  return (
    <input
      ref={field}
      data-scan
      data-testid="scan-field"
      className="unseen"
      type="text"
      inputMode="none"
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="off"
      spellCheck={false}
      aria-label={props.label}
      onInput={(event) => ear.hear(event.currentTarget.value, event.timeStamp)}
      onCompositionStart={ear.beginComposing}
      onCompositionEnd={(event) => ear.endComposing(event.currentTarget.value, event.timeStamp)}
      onKeyDown={ear.onKeyDown}
    />
  );
}

/** Runs the pure reader over the field's events, and tells what it read. */
function useEar(field: { current: HTMLInputElement | null }, props: Props) {
  const reader = useRef<ScanReader>(EMPTY_READER);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const composing = useRef(false);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const tell = (settled: { reader: ScanReader; reading: Reading | null }) => {
    clearTimeout(timer.current);
    reader.current = settled.reader;
    if (field.current) field.current.value = '';
    if (settled.reading?.kind === 'scan') latest.current.onScan(settled.reading.text);
    if (settled.reading?.kind === 'typed') latest.current.onTyped(settled.reading.text);
  };
  const hear = (text: string, atMs: number) => {
    const next = readField(reader.current, text, atMs);
    reader.current = next.reader;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!composing.current) tell(settle(reader.current, performance.now()));
    }, next.settleInMs);
  };
  return {
    hear,
    beginComposing: () => {
      composing.current = true;
    },
    endComposing: (text: string, atMs: number) => {
      composing.current = false;
      hear(text, atMs);
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat) return;
      const ended = enter(reader.current, event.timeStamp);
      tell(ended);
      if (ended.entered) latest.current.onEnter();
    },
  };
}

/** Focus at the start and for every stray character; Enter outside of any control counts as typed here. */
function useListening(options: { field: { current: HTMLInputElement | null }; scene: string; onStrayEnter: () => void }): void {
  const { field, scene, onStrayEnter } = options;
  const stray = useRef(onStrayEnter);
  useEffect(() => {
    stray.current = onStrayEnter;
  });
  useEffect(() => {
    if (scene && document.activeElement === document.body) field.current?.focus({ preventScroll: true });
  }, [field, scene]);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    const listen = (event: globalThis.KeyboardEvent) => {
      const { target } = event;
      if (target === field.current || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(target)) return;
      const onControl = target instanceof HTMLElement && target.closest('button, a, summary') !== null;
      if (event.key === 'Enter' && !event.repeat && !onControl) stray.current();
      // The character then goes to the field: focus moves before it is inserted.
      if ((event.key.length === 1 && event.key !== ' ') || event.key === 'Process') field.current?.focus({ preventScroll: true });
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [field]);
}
