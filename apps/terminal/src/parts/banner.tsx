import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

type Props = {
  icon: IconName;
  children: ReactNode;
  note?: string;
  act: string;
  onAct: () => void;
  testId: string;
  /** What stands in a place that is read out by itself is no alarm of its own. */
  calm?: true;
};

/** A message that stays until it is acknowledged. Its button takes no focus by touch: the ear for scans goes on listening. */
export function Banner(props: Props) {
  return (
    <div className="banner" {...(!props.calm && { role: 'alert' })} data-testid={props.testId}>
      <Icon name={props.icon} />
      <p className="banner-text">
        {props.children}
        {props.note && <span className="banner-note">{props.note}</span>}
      </p>
      <button type="button" className="button button-amber" onMouseDown={(event) => event.preventDefault()} onClick={props.onAct}>
        {props.act}
      </button>
    </div>
  );
}
