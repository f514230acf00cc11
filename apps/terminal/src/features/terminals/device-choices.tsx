import { useEffect, useState } from 'react';
import { useDeviceSettings } from '../../device/device-settings.tsx';
import { playTone } from '../../device/sound.ts';
import { Icon } from '../../parts/icons.tsx';
import { listCameras } from '../../scan/camera.ts';
import { useTexts } from '../../texts.ts';

/** How loud, with the two tones to hear. */
export function SoundChoice() {
  const t = useTexts();
  const { volume, setVolume } = useDeviceSettings();
  const percent = Math.round(volume * 100);
  return (
    <div className="setting">
      <label className="setting-label" htmlFor="volume">
        {t('settings.volume')}
      </label>
      <div className="setting-sound">
        <input
          id="volume"
          type="range"
          min={0}
          max={100}
          step={10}
          value={percent}
          aria-valuetext={`${percent}%`}
          onChange={(event) => setVolume(Number(event.target.value) / 100)}
          data-testid="volume"
        />
        <output className="money" htmlFor="volume">
          {percent === 0 ? t('settings.silent') : `${percent}%`}
        </output>
        <div className="setting-tests">
          <button type="button" className="button" onClick={() => playTone('approved', volume)} data-testid="test-approved">
            <Icon name="sound" />
            {t('settings.testApproved')}
          </button>
          <button type="button" className="button" onClick={() => playTone('declined', volume)} data-testid="test-declined">
            <Icon name="sound" />
            {t('settings.testDeclined')}
          </button>
        </div>
      </div>
    </div>
  );
}

/** Which camera scans, on a device that has several. */
export function CameraChoice() {
  const t = useTexts();
  const { cameraId, setCameraId } = useDeviceSettings();
  const [cameras, setCameras] = useState<readonly { id: string; name: string }[]>([]);
  useEffect(() => {
    listCameras().then(setCameras, () => {}); // Without a list the browser's own choice stays.
  }, []);
  const named = cameras.filter((camera) => camera.id !== '');
  return (
    <div className="setting">
      <label className="setting-label" htmlFor="camera">
        {t('settings.camera')}
      </label>
      <select
        id="camera"
        className="select"
        value={cameraId ?? ''}
        onChange={(event) => setCameraId(event.target.value || null)}
        data-testid="camera-choice"
      >
        <option value="">{t(cameras.length === 0 ? 'settings.noCamera' : 'settings.anyCamera')}</option>
        {named.map((camera, index) => (
          <option key={camera.id} value={camera.id}>
            {camera.name || t('settings.cameraNumber', { number: index + 1 })}
          </option>
        ))}
      </select>
    </div>
  );
}
