import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Finds the texts of all codes in the picture of a playing video. */
export type FindCodes = (video: HTMLVideoElement) => Promise<readonly string[]>;

type NativeDetector = { detect: (source: HTMLVideoElement) => Promise<readonly { rawValue: string }[]> };
type NativeDetectorClass = { new (options: { formats: readonly string[] }): NativeDetector; getSupportedFormats: () => Promise<readonly string[]> };
declare global {
  interface Window {
    BarcodeDetector?: NativeDetectorClass;
  }
}

const FORMATS = ['qr_code', 'code_128'];
const FRAME_EDGE_MAX = 960;

/** The browser's own reader where it has one, else our copy of zxing, which is loaded only now. */
export async function createFindCodes(): Promise<FindCodes> {
  return (await nativeFindCodes()) ?? (await zxingFindCodes());
}

async function nativeFindCodes(): Promise<FindCodes | undefined> {
  const Detector = window.BarcodeDetector;
  if (!Detector) return undefined;
  const supported: readonly string[] = await Detector.getSupportedFormats().catch(() => []);
  if (!FORMATS.every((format) => supported.includes(format))) return undefined;
  const detector = new Detector({ formats: FORMATS });
  return async (video) => (await detector.detect(video)).map((code) => code.rawValue);
}

async function zxingFindCodes(): Promise<FindCodes> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (!context || video.videoWidth === 0) return [];
    const scale = Math.min(1, FRAME_EDGE_MAX / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const frame = context.getImageData(0, 0, canvas.width, canvas.height);
    const codes = await readBarcodes(frame, { formats: ['QRCode', 'Code128'], maxNumberOfSymbols: 2 });
    return codes.filter((code) => code.isValid).map((code) => code.text);
  };
}

export type CameraFault = 'insecure' | 'denied' | 'none' | 'failed';

/** @throws CameraFault as the error's message. */
export async function openCamera(cameraId: string | null): Promise<MediaStream> {
  if (!window.isSecureContext || !navigator.mediaDevices) throw new Error('insecure');
  const video = cameraId ? { deviceId: { ideal: cameraId } } : { facingMode: 'environment' };
  return navigator.mediaDevices.getUserMedia({ audio: false, video: { ...video, width: { ideal: 1280 } } });
}

export function cameraFault(error: unknown): CameraFault {
  if (!(error instanceof Error)) return 'failed';
  if (error.message === 'insecure') return 'insecure';
  if (error.name === 'NotAllowedError' || error.name === 'SecurityError') return 'denied';
  if (error.name === 'NotFoundError' || error.name === 'OverconstrainedError') return 'none';
  return 'failed';
}

/** The cameras by name; names are empty until the person has allowed a camera once. */
export async function listCameras(): Promise<readonly { id: string; name: string }[]> {
  const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
  return (devices ?? []).filter((device) => device.kind === 'videoinput').map((device) => ({ id: device.deviceId, name: device.label }));
}
