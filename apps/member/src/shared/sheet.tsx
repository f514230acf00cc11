import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './icon.tsx';
import styles from './sheet.module.css';
import { useTexts } from './texts.ts';

type Props = { title: string; onClose: () => void; children: ReactNode; testId?: string };

/** A sheet from the bottom edge, modal while it is mounted. Escape, the cross and a tap beside it close it. */
export function Sheet(props: Props) {
  const t = useTexts();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    element?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape and the cross do the same as a tap beside the sheet
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={titleId}
      data-testid={props.testId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) props.onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={titleId}>{props.title}</h2>
        <button type="button" className={styles.close} onClick={props.onClose} aria-label={t('action.close')}>
          <Icon name="close" />
        </button>
      </div>
      <div className={styles.body}>{props.children}</div>
    </dialog>
  );
}
