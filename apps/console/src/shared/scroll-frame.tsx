import { type ReactNode, useEffect, useRef } from 'react';

/** Where a wide table scrolls sideways, the keyboard must be able to scroll it too. `target` names the element inside that scrolls. */
export function ScrollFrame(props: { children: ReactNode; className?: string; target?: string; testId?: string }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scrolls = props.target ? frame.current?.querySelector(props.target) : frame.current;
    if (!scrolls) return;
    const watch = new ResizeObserver(() => {
      if (scrolls.scrollWidth > scrolls.clientWidth) scrolls.setAttribute('tabindex', '0');
      else scrolls.removeAttribute('tabindex');
    });
    watch.observe(scrolls);
    return () => watch.disconnect();
  }, [props.target]);
  return (
    <div ref={frame} className={props.className} data-testid={props.testId}>
      {props.children}
    </div>
  );
}
