import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goTo, type Phone, paidOnPhone, phoneOf } from '../actors/phone.ts';
import { approved, enterAmount, openTill } from '../actors/till.ts';
import { seen } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

const WIDTH = 640;
const HEIGHT = 480;
const CODE_EDGE = 340;

export const camera = [story('a till reads the code from the phone with its camera', readsWithCamera)];

/** The camera of the till shows a film of what is on the member's phone. */
async function readsWithCamera(stage: Stage): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-film-'));
  try {
    const film = join(folder, 'camera.y4m');
    await writeFile(film, y4m(Buffer.alloc(WIDTH * HEIGHT, 255)));
    const browser = await stage.launch([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    const member = await stage.office.member({ name: '褚二一', balanceMinor: 3_000 });
    const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('报刊亭')), browser });
    const phone = await phoneOf(stage, member.memberNumber);
    await enterAmount(till, '12.50');
    await till.page.getByTestId('charge').click();
    await seen(till.page.getByTestId('way-camera'));
    await writeFile(film, y4m(await pictureOfCode(phone)));
    await till.page.getByTestId('way-camera').click();
    await approved(till, { amount: '12.50', balance: '17.50' });
    await paidOnPhone(phone, '12.50');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The brightness of each point of a camera picture with the phone's QR code in its middle. */
async function pictureOfCode(phone: Phone): Promise<Buffer> {
  await goTo(phone, 'pay');
  const code = phone.page.getByTestId('pay-qr-code');
  await seen(code);
  const bytes = await code.evaluate(draw, { width: WIDTH, height: HEIGHT, edge: CODE_EDGE });
  return Buffer.from(bytes);
}

/** Runs in the page: draws the code in view onto white. */
async function draw(code: Element, size: { width: number; height: number; edge: number }): Promise<number[]> {
  const copy = code.cloneNode(true);
  if (!(copy instanceof SVGElement)) throw new Error('the code is no drawing');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(size.edge));
  copy.setAttribute('height', String(size.edge));
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(copy.outerHTML)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.drawImage(image, (size.width - size.edge) / 2, (size.height - size.edge) / 2);
  const { data } = context.getImageData(0, 0, size.width, size.height);
  return Array.from({ length: size.width * size.height }, (_, point) => data[point * 4] ?? 0);
}

/** A film of two still frames: YUV4MPEG2 with 4:2:0 colour, all grey. */
function y4m(brightness: Buffer): Buffer {
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), brightness, colour]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}
