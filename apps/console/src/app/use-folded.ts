import { useState } from 'react';

const PLACE = 'tessera.console.folded';

/** Which groups of the navigation this browser keeps folded. */
export function useFolded() {
  const [folded, setFolded] = useState<ReadonlySet<string>>(read);
  const toggle = (label: string) => {
    const next = new Set(folded);
    if (!next.delete(label)) next.add(label);
    localStorage.setItem(PLACE, [...next].join(' '));
    setFolded(next);
  };
  return { folded, toggle };
}

function read(): ReadonlySet<string> {
  return new Set((localStorage.getItem(PLACE) ?? '').split(' '));
}
