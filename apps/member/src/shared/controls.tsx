import type { ReactNode } from 'react';
import styles from './controls.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icon.tsx';
import { useTexts } from './texts.ts';
import tones from './tones.module.css';

type SegmentedProps<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** One of a few, all in view. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  return (
    <div className={styles.segments} role="radiogroup" aria-label={props.label}>
      {props.choices.map((choice) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio cannot be a whole segment
        <button
          key={choice.value}
          type="button"
          role="radio"
          aria-checked={choice.value === props.value}
          className={styles.segment}
          onClick={() => props.onChange(choice.value)}
          data-testid={`choice-${choice.value}`}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}

export function Switch(props: { label: string; on: boolean; onChange: (on: boolean) => void; testId?: string }) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={props.on}
      aria-label={props.label}
      className={styles.switch}
      onClick={() => props.onChange(!props.on)}
      data-testid={props.testId}
    />
  );
}

/** Words for those who listen, not for those who look. */
export function Unseen(props: { children: ReactNode }) {
  return <span className={styles.unseen}>{props.children}</span>;
}

/** Holds the place of what is being read. */
export function Skeleton(props: { width?: string; height?: string }) {
  return (
    <span className={styles.skeleton} style={{ width: props.width ?? '100%', height: props.height ?? '1em' }} aria-hidden="true" data-waits="" />
  );
}

export function PageHeader(props: { title: string; onBack?: () => void; children?: ReactNode }) {
  const t = useTexts();
  return (
    <header className={styles.header}>
      {props.onBack ? <IconButton icon="back" label={t('action.back')} onClick={props.onBack} /> : null}
      <h1>{props.title}</h1>
      {props.children}
    </header>
  );
}

export function IconButton(props: { icon: IconName; label: string; onClick: () => void; testId?: string; disabled?: boolean }) {
  return (
    <button
      type="button"
      className={styles.iconButton}
      onClick={props.onClick}
      aria-label={props.label}
      disabled={props.disabled}
      data-testid={props.testId}
    >
      <Icon name={props.icon} />
    </button>
  );
}

/** Nothing here, or it could not be read: says so and offers the next step. */
export function Blank(props: { icon: IconName; title: string; text?: string; bad?: boolean; children?: ReactNode; testId?: string }) {
  return (
    <div className={styles.empty} data-testid={props.testId}>
      <span className={cx(styles.emptyIcon, props.bad && styles.emptyBad)}>
        <Icon name={props.icon} size="2rem" />
      </span>
      <strong>{props.title}</strong>
      {props.text ? <p>{props.text}</p> : null}
      {props.children}
    </div>
  );
}

export function Chip(props: { tone: 'plain' | 'good' | 'bad' | 'warn'; icon?: IconName | undefined; children: ReactNode; testId?: string }) {
  return (
    <span className={cx(styles.chip, tones[props.tone])} data-testid={props.testId}>
      {props.icon ? <Icon name={props.icon} size="1rem" /> : null}
      {props.children}
    </span>
  );
}
