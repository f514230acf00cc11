import { type FormEvent, type ReactNode, useId } from 'react';
import inputs from '../../shared/input.module.css';
import styles from './gift-cards.module.css';
import { codeIn } from './gift-words.ts';
import { useGiftTexts } from './texts.ts';

const TEXT_MAX = 200;
/** What the server reads of what is no code. */
const CODE_MAX = 40;

type CodeFormProps = {
  text: string;
  onText: (text: string) => void;
  /** Also with what is no code: the server's refusal says what to do. */
  onCode: (code: string) => void;
  hint: string;
  /** The button that sends. */
  children: ReactNode;
  testId: string;
};

/** Takes a gift card's code, or the link that it came in. */
export function CodeForm({ text, onText, onCode, hint, children, testId }: CodeFormProps) {
  const words = useGiftTexts();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) onCode(codeIn(text) ?? text.trim().slice(0, CODE_MAX));
  };
  return (
    <form className={styles.enter} onSubmit={submit}>
      <label htmlFor={id}>{words('giftCards.enter')}</label>
      <span className={styles.field}>
        <input
          className={inputs.input}
          id={id}
          value={text}
          maxLength={TEXT_MAX}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onText(event.target.value)}
          data-testid={testId}
        />
        {children}
      </span>
      <small id={`${id}-hint`} className={styles.hint}>
        {hint}
      </small>
    </form>
  );
}
