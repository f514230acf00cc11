import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/** Prints a narrow strip by the browser, for a receipt printer or any other; the screen shows nothing of it. */
export function usePrint(): { print: (strip: ReactNode) => void; printing: ReactNode } {
  const [strip, setStrip] = useState<ReactNode>(null);
  useEffect(() => {
    if (strip === null) return;
    const done = () => setStrip(null);
    window.addEventListener('afterprint', done, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [strip]);
  return { print: setStrip, printing: strip === null ? null : createPortal(<div className="strip">{strip}</div>, document.body) };
}

/** Lines of a strip: what, and how much. */
export function StripLines(props: { lines: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="strip-lines">
      {props.lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
