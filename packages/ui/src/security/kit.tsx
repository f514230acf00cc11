import { useMutation } from '@tanstack/react-query';
import { type InputHTMLAttributes, type ReactNode, type SyntheticEvent, useId } from 'react';
import { errorKey } from '../api.ts';
import './security.css';
import { useSecurityTexts } from './texts.ts';

type FieldProps = InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: ReactNode; testId: string; onText: (text: string) => void };

/** A labelled line of text; the hint below it is read with it. */
export function Field({ label, hint, testId, onText, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className="sec-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        {...input}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onText(event.target.value)}
        data-testid={testId}
      />
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
    </div>
  );
}

type ButtonProps = {
  children: ReactNode;
  testId: string;
  look?: 'main' | 'plain' | 'danger';
  busy?: boolean;
  disabled?: boolean;
  onClick?: () => void;
  submit?: true;
};

/** While `busy` it cannot be pressed twice. */
export function Button(props: ButtonProps) {
  return (
    <button
      type={props.submit ? 'submit' : 'button'}
      className={`sec-button sec-${props.look ?? 'main'}`}
      disabled={props.disabled || props.busy}
      aria-busy={props.busy}
      onClick={props.onClick}
      data-testid={props.testId}
    >
      {props.children}
    </button>
  );
}

export function Form(props: { onSubmit: () => void; children: ReactNode; testId?: string }) {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <form className="sec-form" onSubmit={submit} noValidate data-testid={props.testId}>
      {props.children}
    </form>
  );
}

/** What went wrong, in words that say what to do. */
export function Problem(props: { error: unknown }) {
  const t = useSecurityTexts();
  return props.error ? (
    <p className="sec-problem" role="alert" data-testid="security-problem">
      {t(errorKey(props.error))}
    </p>
  ) : null;
}

export function Section(props: { title: string; note?: ReactNode; children: ReactNode; testId: string }) {
  const id = useId();
  return (
    <section className="sec-section" aria-labelledby={id} data-testid={props.testId}>
      <h2 id={id}>{props.title}</h2>
      {props.note ? <p className="sec-note">{props.note}</p> : null}
      {props.children}
    </section>
  );
}

/** One thing of a list, with what can be done to it. */
export function Item(props: { title: ReactNode; note?: ReactNode; children?: ReactNode; testId?: string }) {
  return (
    <li className="sec-item" data-testid={props.testId}>
      <span>
        <strong>{props.title}</strong>
        {props.note ? <small>{props.note}</small> : null}
      </span>
      {props.children}
    </li>
  );
}

/** A call that a person makes: busy, then done or a problem. */
export function useAct<Input, Output>(call: (input: Input) => Promise<Output>, onDone: (output: Output) => void) {
  return useMutation({ mutationFn: call, onSuccess: onDone });
}
