import { useDeviceSettings } from './device-settings.tsx';
import { playTone, type Tone } from './sound.ts';

/** Sounds as loud as the device is set to. */
export function useTone(): (tone: Tone) => void {
  const { volume } = useDeviceSettings();
  return (tone) => playTone(tone, volume);
}
