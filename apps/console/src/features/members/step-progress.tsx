import { Progress } from 'antd';
import { useTexts } from '../../shared/texts.ts';

/** How far an act on many is; nothing while none is under way. */
export function StepProgress(props: { progress: { done: number; total: number } | null }) {
  const t = useTexts();
  if (!props.progress) return null;
  const { done, total } = props.progress;
  return (
    <div role="status">
      <Progress percent={Math.round((done / Math.max(total, 1)) * 100)} size="small" />
      <small>{t('imports.doneOf', { done, of: total })}</small>
    </div>
  );
}
