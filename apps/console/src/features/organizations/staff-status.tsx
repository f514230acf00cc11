import type { Staff } from '@tessera/contract';
import { Status } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

const TONES = { active: 'good', suspended: 'warn', left: 'quiet' } as const;

export function StaffStatus(props: { status: Staff['status'] }) {
  const t = useTexts();
  return <Status tone={TONES[props.status]}>{t(`staffStatus.${props.status}`)}</Status>;
}
