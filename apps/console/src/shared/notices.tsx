import { ProblemError } from '@tessera/contract/client';
import { errorKey, errorValues } from '@tessera/ui';
import { Alert, Button } from 'antd';
import { useTexts } from './texts.ts';

/** What went wrong in the user's words, with a way on where there is one. */
export function ErrorNotice(props: { error: unknown; onRetry?: () => void }) {
  const t = useTexts();
  if (!props.error) return null;
  const requestId = props.error instanceof ProblemError ? props.error.requestId : undefined;
  return (
    <Alert
      className="error-notice"
      type="error"
      showIcon
      role="alert"
      title={t(errorKey(props.error), errorValues(props.error))}
      description={requestId ? <span className="fine">{t('error.requestId', { id: requestId })}</span> : undefined}
      action={
        props.onRetry && (
          <Button size="small" onClick={props.onRetry}>
            {t('action.retry')}
          </Button>
        )
      }
    />
  );
}
