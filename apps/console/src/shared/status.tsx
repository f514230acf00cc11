import { exactTime, friendlyTime, useSettings } from '@tessera/ui';
import type { ReactNode } from 'react';

export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'brand';

/** A state as a dot and a word: never the colour alone. */
export function Status(props: { tone: Tone; children: ReactNode }) {
  return <span className={`status status-${props.tone}`}>{props.children}</span>;
}

/** Relative while fresh; the exact time on hover and for screen readers. */
export function Time(props: { at: string; exact?: boolean }) {
  const { locale } = useSettings();
  const exact = exactTime(props.at);
  return (
    <time className="time" dateTime={props.at} title={exact}>
      {props.exact ? exact : friendlyTime(props.at, locale)}
    </time>
  );
}
