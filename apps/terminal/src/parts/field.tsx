import type { InputHTMLAttributes, Ref } from 'react';

type Props = InputHTMLAttributes<HTMLInputElement> & {
  label: string;
  /** Why what stands in it will not do. */
  wrong?: string | undefined;
  onText: (text: string) => void;
  ref?: Ref<HTMLInputElement>;
};

/** A text field of a form with its label, and below it what is wrong with it. */
export function Field({ label, wrong, onText, ref, ...input }: Props) {
  return (
    <>
      <label className="field">
        <span>{label}</span>
        <input
          autoComplete="off"
          {...input}
          ref={ref}
          aria-invalid={wrong !== undefined}
          onChange={(event) => onText(event.target.value.normalize('NFKC'))}
        />
      </label>
      <Wrong text={wrong} />
    </>
  );
}

export function Wrong({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p role="alert" className="field-wrong">
      {text}
    </p>
  );
}
