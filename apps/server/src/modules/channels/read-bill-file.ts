import { open } from 'node:fs/promises';
import { detailsOf } from './alipay-bill.ts';
import { linesOf } from './spool.ts';

const ZIP_MAGIC = 'PK';

/**
 * The lines of a bill that a person has downloaded from the channel: WeChat Pay's text, or Alipay's archive or the details out of it. An archive is
 * checked whole before its first line. @throws ChannelFault
 */
export async function* readBillFile(kind: 'wechat' | 'alipay', path: string): AsyncGenerator<string> {
  const isZip = await startsWith(path, ZIP_MAGIC);
  if (kind === 'alipay' && isZip) return yield* linesOf(await detailsOf(path), 'gb18030');
  const file = await open(path);
  yield* linesOf(file.createReadStream(), kind === 'alipay' && !(await isUtf8(path)) ? 'gb18030' : 'utf-8');
}

async function startsWith(path: string, magic: string): Promise<boolean> {
  return (await firstBytes(path, magic.length)).toString('latin1') === magic;
}

/** Whoever opened the details in an editor may have saved them in another encoding; the first comment tells. */
async function isUtf8(path: string): Promise<boolean> {
  return /^\ufeff?#支付宝/.test((await firstBytes(path, 30)).toString('utf8'));
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
