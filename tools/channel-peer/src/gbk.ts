/** GBK from its decoder, which the platform has: every pair of bytes is decoded once. */
export function toGbk(text: string): Buffer {
  const bytes: number[] = [];
  for (const sign of text) {
    const pair = sign.charCodeAt(0) < 0x80 ? undefined : table().get(sign);
    if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else bytes.push(sign.charCodeAt(0) < 0x80 ? sign.charCodeAt(0) : 0x3f);
  }
  return Buffer.from(bytes);
}

let known: Map<string, number> | undefined;

function table(): Map<string, number> {
  if (known) return known;
  known = new Map();
  const decoder = new TextDecoder('gbk');
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const sign = decoder.decode(Uint8Array.of(high, low));
      if (low !== 0x7f && sign.length === 1 && sign !== '\ufffd' && !known.has(sign)) known.set(sign, (high << 8) | low);
    }
  }
  return known;
}
