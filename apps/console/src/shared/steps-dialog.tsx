import { Button, Modal } from 'antd';
import { ErrorNotice } from './notices.tsx';
import { Status } from './status.tsx';
import { useTexts } from './texts.ts';

export type TriedStep = { name: string; words: string; ok: boolean; detail?: string | undefined };

/** What a connection was asked, step by step, and what that says; it can be asked again. */
export function StepsDialog(props: {
  title: string;
  steps: readonly TriedStep[] | undefined;
  verdict: string;
  again: string;
  error: unknown;
  isPending: boolean;
  testId: string;
  onAgain: () => void;
  onClose: () => void;
}) {
  const t = useTexts();
  return (
    <Modal
      open
      title={props.title}
      onCancel={props.onClose}
      footer={
        <>
          <Button loading={props.isPending} onClick={props.onAgain}>
            {props.again}
          </Button>
          <Button type="primary" onClick={props.onClose}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      <ErrorNotice error={props.error} />
      <ol className="tried-steps" aria-busy={props.isPending} data-testid={props.testId}>
        {props.steps?.map(({ name, words, ok, detail }) => (
          <li key={name}>
            <Status tone={ok ? 'good' : 'bad'}>{words}</Status> {detail && <span className="fine">{detail}</span>}
          </li>
        ))}
      </ol>
      <p role="status">{props.verdict}</p>
    </Modal>
  );
}
