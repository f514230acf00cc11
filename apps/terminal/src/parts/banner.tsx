import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

/** A message that stays until it is acknowledged. */
export function Banner(props: { icon: IconName; children: ReactNode; note?: string; act: string; onAct: () => void; testId: string }) {
  return (
    <div className="banner" role="alert" data-testid={props.testId}>
      <Icon name={props.icon} />
      <p className="banner-text">
        {props.children}
        {props.note && <span className="banner-note">{props.note}</span>}
      </p>
      <button type="button" className="button button-amber" onClick={props.onAct}>
        {props.act}
      </button>
    </div>
  );
}
