import { type RefObject, useEffect, useRef } from 'react';
import { EMPTY_READER, enter, readField, type ScanReader, settle } from './scan-reader.ts';

/** No number on a slip is as long as a pay code, the shortest of which has 16 digits. */
const PAY_CODE = /^\d{16,24}$/;

/** Hears a pay code that a scan box types into a form's own fields, whichever of them has the focus, and keeps its Enter from the form. */
export function useScanOver(form: RefObject<HTMLFormElement | null>, onScan: (code: string) => void): void {
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    let reader: ScanReader = EMPTY_READER;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = ({ reader: next, reading }: ReturnType<typeof settle>) => {
      clearTimeout(timer);
      reader = next;
      const isCode = reading?.kind === 'scan' && PAY_CODE.test(reading.text);
      if (isCode) latest.current(reading.text);
      return isCode;
    };
    // Before the field takes it: a field of four digits would swallow the rest.
    const hear = (event: InputEvent) => {
      if (event.inputType !== 'insertText' || event.data === null) return;
      const next = readField(reader, reader.text + event.data, event.timeStamp);
      reader = next.reader;
      clearTimeout(timer);
      timer = setTimeout(() => tell(settle(reader, performance.now())), next.settleInMs);
    };
    const end = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.isComposing && tell(enter(reader, event.timeStamp))) event.preventDefault();
    };
    element.addEventListener('beforeinput', hear);
    element.addEventListener('keydown', end, true);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('beforeinput', hear);
      element.removeEventListener('keydown', end, true);
    };
  }, [form]);
}
