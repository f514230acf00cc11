import { Modal } from 'antd';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { ErrorNotice } from './notices.tsx';
import { useTexts } from './texts.ts';

export type Question = {
  title: string;
  /** What will change, one sentence each. */
  changes: readonly string[];
  ok: string;
  danger?: boolean;
  run: () => Promise<unknown>;
};

const ConfirmContext = createContext<(question: Question) => void>(() => {});

/** Asks before a dangerous act, says what will change, and stays open when the act is refused. */
export function useConfirm(): (question: Question) => void {
  return useContext(ConfirmContext);
}

export function ConfirmProvider(props: { children: ReactNode }) {
  const t = useTexts();
  const [question, setQuestion] = useState<Question | null>(null);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ask = (next: Question) => {
    setQuestion(next);
    setError(null);
    setOpen(true);
  };
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      await question?.run();
      setOpen(false);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmContext value={ask}>
      {props.children}
      <Modal
        open={open}
        title={question?.title}
        okText={question?.ok}
        cancelText={t('action.cancel')}
        okButtonProps={{ danger: question?.danger ?? false, 'data-testid': 'confirm-ok' }}
        confirmLoading={busy}
        onOk={run}
        onCancel={() => setOpen(false)}
        width={440}
        data-testid="confirm"
      >
        <ul className="changes">
          {question?.changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
        <ErrorNotice error={error} />
      </Modal>
    </ConfirmContext>
  );
}
