import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { z } from 'zod';
import { ask } from './alipay-client.ts';
import { type AdapterParts, ChannelFault, type OpenChannel } from './channel.ts';
import { linesOf, spool } from './spool.ts';

const NO_BILL: ReadonlySet<string> = new Set(['isp.bill_not_exist', 'isv.bill_not_exist', 'BILL_NOT_EXIST']);
const answered = z.looseObject({ bill_download_url: z.url() });
/** The archive holds the details and their summary. */
const ENTRIES_MAX = 20;
/** What the archive may unpack to. */
const UNPACKED_MAX_BYTES = 2 * 1024 * 1024 * 1024;

/** The trade bill of a day: a ZIP of GBK texts, of which the details are read. The archive's own checksums tell whether it is whole. @throws ChannelFault */
export async function* alipayBill(parts: AdapterParts, channel: OpenChannel, day: string): AsyncGenerator<string> {
  const content = { bill_type: 'trade', bill_date: day };
  const answer = await ask(parts, channel, { method: 'alipay.data.dataservice.bill.downloadurl.query', content });
  if (answer.kind === 'none') throw new ChannelFault(`no bill: ${answer.note}`);
  if (NO_BILL.has(answer.node.sub_code)) return;
  if (answer.node.code !== '10000') throw new ChannelFault(`no bill: ${answer.node.sub_code || answer.node.code} ${answer.node.sub_msg}`.trim());
  const file = await spool(parts.outbound, { url: answered.parse(answer.node).bill_download_url, hash: 'sha256' });
  try {
    yield* linesOf(await detailsOf(file.path), 'gb18030');
  } finally {
    await file.remove();
  }
}

type Entries = { entry: yauzl.Entry; name: string }[];

/** Unpacks the details and checks them whole, before anybody reads their first line. @throws ChannelFault */
export async function detailsOf(path: string): Promise<AsyncIterable<Uint8Array>> {
  // The names are GBK as well, so they are decoded here and not by the library.
  const opened = await promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(path, {
    lazyEntries: true,
    autoClose: false,
    decodeStrings: false,
  }).catch(() => undefined);
  if (!opened) throw new ChannelFault('the bill is no ZIP archive, or is cut short');
  try {
    const details = (await entriesOf(opened)).find(({ name }) => name.endsWith('.csv') && !name.includes('汇总'));
    if (!details) throw new ChannelFault('the archive holds no details');
    if (details.entry.uncompressedSize > UNPACKED_MAX_BYTES) throw new ChannelFault('the bill is larger than we take');
    const target = `${path}.csv`;
    const file = await open(target, 'wx', 0o600);
    try {
      const stream = await promisify(opened.openReadStream.bind(opened))(details.entry);
      let sum = 0;
      for await (const piece of stream) {
        sum = crc32(piece, sum);
        await file.write(piece);
      }
      if (sum !== details.entry.crc32) throw new ChannelFault('the bill does not fit its checksum');
    } finally {
      await file.close();
    }
    return (await open(target)).createReadStream();
  } catch (error) {
    throw error instanceof ChannelFault ? error : new ChannelFault('the bill’s archive is damaged', { cause: error });
  } finally {
    opened.close();
  }
}

function entriesOf(archive: yauzl.ZipFile): Promise<Entries> {
  const found: Entries = [];
  return new Promise((resolve, reject) => {
    archive.on('entry', (entry: yauzl.Entry) => {
      const bytes: unknown = entry.fileName;
      const name = Buffer.isBuffer(bytes) ? nameOf(bytes) : String(bytes);
      found.push({ entry, name });
      if (found.length > ENTRIES_MAX) reject(new ChannelFault('the archive holds more than a bill'));
      else archive.readEntry();
    });
    archive.on('end', () => resolve(found));
    archive.on('error', reject);
    archive.readEntry();
  });
}

/** UTF-8 where it is that, else GBK. */
function nameOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? new TextDecoder('gb18030').decode(bytes) : text;
}
