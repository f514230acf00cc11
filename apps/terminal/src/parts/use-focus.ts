import { type RefObject, useEffect, useRef } from 'react';

/** Whoever opened this means to use that control: it has the focus from the start. */
export function useFocus<Control extends HTMLElement>(): RefObject<Control | null> {
  const control = useRef<Control>(null);
  useEffect(() => control.current?.focus({ preventScroll: true }), []);
  return control;
}
