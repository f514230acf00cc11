import { useEffect, useState } from 'react';
import { useOwnMember } from './queries.ts';

const PREFIX = 'tessera.draft.';
/** More than anybody types. */
const DRAFT_MAX = 40_000;

function read(place: string): string {
  try {
    return localStorage.getItem(place) ?? '';
  } catch {
    return '';
  }
}

function write(place: string, text: string): void {
  try {
    if (text === '' || text.length > DRAFT_MAX) localStorage.removeItem(place);
    else localStorage.setItem(place, text);
  } catch {
    // A phone that keeps nothing still sends what is on the screen.
  }
}

/** What somebody has typed and not sent: it stays on this phone, each member's apart, until it is sent or emptied. */
export function useKeptDraft(name: string): [string, (text: string | ((now: string) => string)) => void] {
  const memberId = useOwnMember().data?.id;
  const place = `${PREFIX}${memberId ?? ''}.${name}`;
  const [text, setText] = useState(() => read(place));
  useEffect(() => setText(read(place)), [place]);
  const change = (next: string | ((now: string) => string)) =>
    setText((now) => {
      const made = typeof next === 'string' ? next : next(now);
      if (memberId !== undefined) write(place, made);
      return made;
    });
  return [text, change];
}
