import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '../texts.ts';

type Props = {
  title: string;
  children: ReactNode;
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
};

/** Asks before an act that cannot be taken back. Enter confirms; Escape, and on a bare numpad slash or minus, leave everything as it is. */
export function ConfirmDialog(props: Props) {
  const t = useTexts();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    confirm.current?.focus();
  }, []);
  const leave = () => {
    if (!props.busy) props.onCancel();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== '/' && event.key !== '-') return;
    event.preventDefault();
    leave();
  };
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
    >
      <h2 id={titleId}>{props.title}</h2>
      <div className="dialog-text">{props.children}</div>
      <div className="dialog-acts">
        <button type="button" className="button" disabled={props.busy} onClick={leave} data-testid="dialog-cancel">
          {t('action.cancel')}
        </button>
        <button
          ref={confirm}
          type="button"
          className={props.danger ? 'button button-danger' : 'button button-primary'}
          disabled={props.busy}
          onClick={props.onConfirm}
          data-testid="dialog-confirm"
        >
          {props.busy ? t('state.working') : props.confirm}
        </button>
      </div>
    </dialog>
  );
}
