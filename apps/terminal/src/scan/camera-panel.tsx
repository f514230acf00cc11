import { useEffect, useRef, useState } from 'react';
import { useDeviceSettings } from '../device/device-settings.tsx';
import { Icon } from '../parts/icons.tsx';
import { useTexts } from '../texts.ts';
import { type CameraFault, cameraFault, createFindCodes, openCamera } from './camera.ts';

const LOOK_EVERY_MS = 120;
type View = 'opening' | 'looking' | CameraFault;

/** The camera's picture with a frame to aim at; tells each code it sees. Another try begins anew. */
export function CameraPanel(props: { onScan: (text: string) => void }) {
  const [round, setRound] = useState(0);
  return <CameraView key={round} onScan={props.onScan} onRetry={() => setRound(round + 1)} />;
}

function CameraView(props: { onScan: (text: string) => void; onRetry: () => void }) {
  const t = useTexts();
  const { cameraId } = useDeviceSettings();
  const video = useRef<HTMLVideoElement>(null);
  const view = useCamera({ video, cameraId, onScan: props.onScan });
  const broken = view !== 'opening' && view !== 'looking';
  return (
    <div className="camera" data-testid="camera" data-view={view}>
      <video ref={video} muted playsInline className={view === 'looking' ? '' : 'hidden'} aria-label={t('camera.picture')} />
      {view === 'looking' && <div className="camera-frame" aria-hidden="true" />}
      <div className="camera-words" role="status">
        {view === 'looking' && <p className="camera-hint">{t('camera.aim')}</p>}
        {view === 'opening' && <p>{t('camera.opening')}</p>}
        {broken && (
          <>
            <Icon name="camera" size={40} />
            <p>{t(`camera.${view}`)}</p>
            <button type="button" className="button" onClick={props.onRetry}>
              {t('action.retry')}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

type CameraOptions = { video: { current: HTMLVideoElement | null }; cameraId: string | null; onScan: (text: string) => void };

function useCamera(options: CameraOptions): View {
  const { video, cameraId } = options;
  const [view, setView] = useState<View>('opening');
  const latest = useRef(options.onScan);
  useEffect(() => {
    latest.current = options.onScan;
  });
  useEffect(() => {
    let stream: MediaStream | undefined;
    let stopped = false;
    const look = async () => {
      setView('opening');
      stream = await openCamera(cameraId);
      const element = video.current;
      if (stopped || !element) return stopStream(stream);
      element.srcObject = stream;
      await element.play();
      const findCodes = await createFindCodes();
      setView('looking');
      while (!stopped) {
        for (const text of await findCodes(element).catch(() => [])) latest.current(text);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    };
    look().catch((error: unknown) => {
      stopStream(stream);
      if (!stopped) setView(cameraFault(error));
    });
    return () => {
      stopped = true;
      stopStream(stream);
    };
  }, [video, cameraId]);
  return view;
}

function stopStream(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
