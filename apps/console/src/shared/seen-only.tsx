import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

/** antd repeats each heading in a hidden row to measure its width; what can be focused must not stand there. */
export function SeenOnly(props: { children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null);
  const [isHidden, setIsHidden] = useState(true);
  useLayoutEffect(() => setIsHidden(Boolean(place.current?.closest('[aria-hidden="true"]'))), []);
  return <span ref={place}>{isHidden ? null : props.children}</span>;
}
