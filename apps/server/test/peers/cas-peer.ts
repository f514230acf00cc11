import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type CasPerson = { user: string; attributes: Record<string, string> };

/** A CAS 3.0 server on loopback: tickets for one service, once, for ten seconds; attributes; log-out by POST to the service. */
export async function startCasPeer(person: () => CasPerson) {
  const tickets = new Map<string, { address: string; madeAt: number }>();
  const handedOut: { ticket: string; address: string }[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://cas.local');
    if (url.pathname === '/cas/login') return login(url, response);
    if (url.pathname === '/cas/p3/serviceValidate') return validate(url, response);
    response.writeHead(404).end();
  });
  const login = (url: URL, response: ServerResponse<IncomingMessage>) => {
    const address = url.searchParams.get('service') ?? '';
    const ticket = `ST-${randomBytes(24).toString('base64url')}`;
    tickets.set(ticket, { address, madeAt: Date.now() });
    handedOut.push({ ticket, address });
    const back = new URL(address);
    back.searchParams.set('ticket', ticket);
    response.writeHead(302, { location: back.href }).end();
  };
  const validate = (url: URL, response: ServerResponse<IncomingMessage>) => {
    const ticket = url.searchParams.get('ticket') ?? '';
    const kept = tickets.get(ticket);
    tickets.delete(ticket);
    const fault =
      !kept || Date.now() - kept.madeAt > 10_000
        ? 'INVALID_TICKET'
        : kept.address !== url.searchParams.get('service')
          ? 'INVALID_SERVICE'
          : undefined;
    response.writeHead(200, { 'content-type': 'application/xml' }).end(fault ? failure(fault) : success(person()));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = (server.address() as AddressInfo).port; // A TCP server has a port.
  return {
    root: `http://127.0.0.1:${port}/cas`,
    host: `127.0.0.1:${port}`,
    handedOut,
    logoutRequestOf: (ticket: string) =>
      `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="LR-1" Version="2.0"><saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">@NOT_USED@</saml:NameID><samlp:SessionIndex>${ticket}</samlp:SessionIndex></samlp:LogoutRequest>`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function success({ user, attributes }: CasPerson): string {
  const inside = Object.entries(attributes).map(([name, value]) => `<cas:${name}>${escaped(value)}</cas:${name}>`);
  return `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess><cas:user>${escaped(user)}</cas:user><cas:attributes>${inside.join('')}</cas:attributes></cas:authenticationSuccess></cas:serviceResponse>`;
}

function failure(code: string): string {
  return `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationFailure code="${code}">Ticket not recognized</cas:authenticationFailure></cas:serviceResponse>`;
}
