/** `npm start -w tools/channel-peer`: the peer by itself, on `PORT` (default 8090), with its state in `FILE` when that is set. */
import { startChannelPeer } from './index.ts';

const { PORT = '8090', FILE } = process.env;
const peer = await startChannelPeer({ port: Number(PORT), ...(FILE && { file: FILE }) });
console.log(`WeChat Pay and Alipay, as a peer for tests: ${peer.origin}`);
console.log(JSON.stringify({ wechat: peer.wechat, alipay: peer.alipay }, null, 2));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void peer.close().then(() => process.exit(0)));
