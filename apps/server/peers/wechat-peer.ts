import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const WECHAT_APP = { id: 'wx0123456789abcdef', secret: 'the secret of the app' };

/** Departs from OAuth 2 as WeChat does: parameters of its own names in a GET, errors with status 200 and a media type of text. */
export async function startWechatPeer(person: () => { openid: string; unionid?: string; nickname: string }) {
  const codes = new Set<string>();
  const grants = new Map<string, string>();
  const answer = (url: URL): Record<string, unknown> => {
    const query = (name: string) => url.searchParams.get(name) ?? '';
    if (url.pathname === '/sns/oauth2/access_token') {
      if (query('appid') !== WECHAT_APP.id) return { errcode: 40013, errmsg: 'invalid appid' };
      if (query('secret') !== WECHAT_APP.secret) return { errcode: 40125, errmsg: 'invalid appsecret' };
      if (!codes.delete(query('code'))) return { errcode: 40029, errmsg: 'invalid code' };
      const token = randomBytes(16).toString('hex');
      grants.set(token, person().openid);
      return { access_token: token, expires_in: 7200, openid: person().openid, ...(person().unionid && { unionid: person().unionid }) };
    }
    return grants.get(query('access_token')) === query('openid') ? { ...person() } : { errcode: 40001, errmsg: 'invalid credential' };
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://wechat.local');
    if (url.pathname === '/connect/qrconnect') {
      const code = randomBytes(12).toString('hex');
      codes.add(code);
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      return void response.writeHead(302, { location: back.href }).end();
    }
    response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(answer(url)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = (server.address() as AddressInfo).port; // A TCP server has a port.
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
