import type { EventHead, EventSession } from '@tessera/contract';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

const EVENT_TONES: Readonly<Record<EventHead['state'], Tone>> = { draft: 'quiet', published: 'good', ended: 'brand', canceled: 'bad' };
const SESSION_TONES: Readonly<Record<EventSession['state'], Tone>> = { planned: 'quiet', on_sale: 'good', paused: 'warn', canceled: 'bad' };

export function EventStatus({ state }: Pick<EventHead, 'state'>) {
  const t = useTexts();
  return <Status tone={EVENT_TONES[state]}>{t(`ticketing.state.${state}`)}</Status>;
}

export function SessionStatus({ state }: Pick<EventSession, 'state'>) {
  const t = useTexts();
  return <Status tone={SESSION_TONES[state]}>{t(`ticketing.session.${state}`)}</Status>;
}
