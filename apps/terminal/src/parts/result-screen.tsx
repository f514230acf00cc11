import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { Icon, type IconName } from './icons.tsx';

type Act = { label: string; onPress: () => void; main?: boolean; testId: string };
type Props = {
  look: 'approved' | 'declined' | 'attention';
  title: string;
  /** What it is about, in figures or, longer, in words. */
  amount: ReactNode;
  inWords?: boolean;
  text?: string;
  facts?: readonly { label: string; value: ReactNode }[];
  acts: readonly Act[];
  /** Goes on by itself; a bar shows how long. */
  closesInMs?: number;
  onClose: () => void;
};

const ICONS = { approved: 'check', declined: 'cross', attention: 'question' } as const satisfies Record<Props['look'], IconName>;

/** A result that fills the screen, to be read from three metres. A touch anywhere goes on; the page hears Enter and Escape. */
export function ResultScreen(props: Props) {
  const { closesInMs } = props;
  const screen = useClosing(props.onClose, closesInMs);
  const bar: CSSProperties = { animationDuration: `${closesInMs ?? 0}ms` };
  return (
    <div ref={screen} className={`result result-${props.look}`} data-testid={`result-${props.look}`}>
      <div className="result-body" role="alert">
        <span className="result-icon">
          <Icon name={ICONS[props.look]} size={72} stroke={2.6} />
        </span>
        <h1 className="result-title">{props.title}</h1>
        <p className={props.inWords ? 'result-amount result-words' : 'result-amount money'}>{props.amount}</p>
        {props.text && <p className="result-text">{props.text}</p>}
        {props.facts && (
          <dl className="result-facts">
            {props.facts.map((fact) => (
              <div key={fact.label}>
                <dt>{fact.label}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <div className="result-acts">
        {props.acts.map((act) => (
          <button
            key={act.label}
            type="button"
            className={act.main ? 'button button-result-main' : 'button button-result'}
            data-testid={act.testId}
            onClick={act.onPress}
          >
            {act.label}
          </button>
        ))}
      </div>
      {closesInMs !== undefined && (
        <div className="result-bar" aria-hidden="true">
          <span style={bar} />
        </div>
      )}
    </div>
  );
}

/** Closes at a touch beside the buttons, and by itself after `closesInMs`. */
function useClosing(onClose: () => void, closesInMs: number | undefined) {
  const screen = useRef<HTMLDivElement>(null);
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    if (closesInMs === undefined) return;
    const timer = setTimeout(() => latest.current(), closesInMs);
    return () => clearTimeout(timer);
  }, [closesInMs]);
  useEffect(() => {
    const touch = (event: Event) => {
      if (event.target instanceof Element && !event.target.closest('button')) latest.current();
    };
    const element = screen.current;
    element?.addEventListener('click', touch);
    return () => element?.removeEventListener('click', touch);
  }, []);
  return screen;
}
