import { z } from 'zod';
import { ChannelFault, type OpenChannel } from './channel.ts';
import { linesOf, spool } from './spool.ts';
import { ask, refusalOf, requestHeaders, type WechatParts } from './wechat-client.ts';

const bill = z.object({ hash_type: z.literal('SHA1'), hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/), download_url: z.url() });
/** Days without a single payment have no bill. */
const NO_BILL: ReadonlySet<string> = new Set(['NO_STATEMENT_EXIST']);

/** The trade bill of a day, all kinds: first the file whole, then its hash, then its lines. @throws ChannelFault */
export async function* wechatBill(parts: WechatParts, channel: OpenChannel, day: string): AsyncGenerator<string> {
  const answer = await ask(parts, channel, { method: 'GET', path: `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL` });
  if (answer.kind === 'none') throw new ChannelFault(`no bill: ${answer.note}`);
  const { code, message } = refusalOf(answer);
  if (NO_BILL.has(code)) return;
  if (code !== '') throw new ChannelFault(`no bill: ${code} ${message}`.trim());
  const { hash_value: hash, download_url: url } = bill.parse(answer.body);
  const { pathname, search } = new URL(url);
  // The file itself is not signed: its hash is.
  const headers = requestHeaders(parts, channel, { method: 'GET', path: `${pathname}${search}`, text: '' });
  const file = await spool(parts.outbound, { url, headers, hash: 'sha1' });
  try {
    if (file.hash.toLowerCase() !== hash.toLowerCase()) throw new ChannelFault('the bill’s hash is not the one that was signed');
    yield* linesOf(file.read(), 'utf-8');
  } finally {
    await file.remove();
  }
}
