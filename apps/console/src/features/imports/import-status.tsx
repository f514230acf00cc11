import type { ImportStatus, ImportView } from '@tessera/contract';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

const TONE: Record<ImportStatus, Tone> = {
  uploading: 'brand',
  reading: 'brand',
  mapping: 'warn',
  checking: 'brand',
  checked: 'warn',
  applying: 'brand',
  paused: 'warn',
  undoing: 'brand',
  done: 'good',
  undone: 'quiet',
  cancelled: 'quiet',
  failed: 'bad',
};

export function ImportStatusWord(props: { view: Pick<ImportView, 'status'> }) {
  const t = useTexts();
  return <Status tone={TONE[props.view.status]}>{t(`importStatus.${props.view.status}`)}</Status>;
}
