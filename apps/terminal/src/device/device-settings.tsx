import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { unlockSound } from './sound.ts';
import { isRecord, readStored, writeStored } from './store.ts';

/** What belongs to this device and not to the terminal: how loud it is and which camera it looks through. */
export type DeviceSettings = {
  /** 0 to 1. */
  volume: number;
  cameraId: string | null;
  setVolume: (volume: number) => void;
  setCameraId: (cameraId: string | null) => void;
};

const DeviceSettingsContext = createContext<DeviceSettings | null>(null);

export function DeviceSettingsProvider(props: { children: ReactNode }) {
  const [device, setDevice] = useState(readDevice);
  useEffect(() => void writeStored('device', device), [device]);
  useEffect(() => {
    const unlock = () => unlockSound();
    window.addEventListener('pointerdown', unlock, { once: true });
    window.addEventListener('keydown', unlock, { once: true });
    return () => {
      window.removeEventListener('pointerdown', unlock);
      window.removeEventListener('keydown', unlock);
    };
  }, []);
  const value = useMemo(
    () => ({
      ...device,
      setVolume: (volume: number) => setDevice((before) => ({ ...before, volume })),
      setCameraId: (cameraId: string | null) => setDevice((before) => ({ ...before, cameraId })),
    }),
    [device],
  );
  return <DeviceSettingsContext value={value}>{props.children}</DeviceSettingsContext>;
}

export function useDeviceSettings(): DeviceSettings {
  const settings = useContext(DeviceSettingsContext);
  if (!settings) throw new Error('useDeviceSettings needs a DeviceSettingsProvider above it');
  return settings;
}

function readDevice(): { volume: number; cameraId: string | null } {
  const stored = readStored('device');
  const volume = isRecord(stored) && typeof stored.volume === 'number' ? Math.min(1, Math.max(0, stored.volume)) : 0.8;
  const cameraId = isRecord(stored) && typeof stored.cameraId === 'string' ? stored.cameraId : null;
  return { volume, cameraId };
}
