import type { ImportStatus, ImportView } from '@tessera/contract';
import { Steps } from 'antd';
import { useTexts } from '../../shared/texts.ts';

const STEP_OF: Record<ImportStatus, number> = {
  uploading: 0,
  reading: 0,
  failed: 0,
  mapping: 1,
  checking: 2,
  checked: 2,
  applying: 3,
  paused: 3,
  undoing: 4,
  done: 4,
  undone: 4,
  cancelled: 4,
};

/** Upload, columns, check, import: where this one stands. */
export function ImportSteps(props: { view: ImportView }) {
  const t = useTexts();
  const { status } = props.view;
  const titles = [t('imports.stepRead'), t('imports.stepColumns'), t('imports.stepCheck'), t('imports.stepApply')];
  return (
    <Steps
      className="import-steps"
      size="small"
      current={STEP_OF[status]}
      status={status === 'failed' ? 'error' : 'process'}
      items={titles.map((title) => ({ title }))}
      responsive={false}
      titlePlacement="vertical"
    />
  );
}
