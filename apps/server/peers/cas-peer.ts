import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer, listenOnLoopback, showPage } from './loopback.ts';
import { chosenIn, escapeText } from './people-page.ts';

export type CasPerson = { user: string; attributes: Record<string, string> };

export type CasPeerOptions = {
  /** Who is signed in: by the choice that was made on the page, else whoever it is now. */
  person: (chosen: string) => CasPerson | undefined;
  /** 0 for a free one. */
  port?: number;
  /** The page that asks who is there; without it nobody is asked. */
  page?: string;
};

type Ticket = { address: string; madeAt: number; person: CasPerson };

const TICKET_TTL_MS = 10_000;

/** A CAS 3.0 server on loopback: tickets for one service, once, for ten seconds; attributes; log-out by POST to the service. */
export async function startCasPeer({ person, port = 0, page }: CasPeerOptions) {
  const tickets = new Map<string, Ticket>();
  const handedOut: { ticket: string; address: string }[] = [];
  const login = async (url: URL, { request, response }: { request: IncomingMessage; response: ServerResponse }) => {
    const address = url.searchParams.get('service') ?? '';
    if (!URL.canParse(address)) return response.writeHead(400).end();
    if (page !== undefined && request.method !== 'POST') return showPage(response, page);
    const found = person(page === undefined ? '' : await chosenIn(request));
    if (!found) return showPage(response, page ?? '');
    const ticket = `ST-${randomBytes(24).toString('base64url')}`;
    tickets.set(ticket, { address, madeAt: Date.now(), person: found });
    handedOut.push({ ticket, address });
    const back = new URL(address);
    back.searchParams.set('ticket', ticket);
    return response.writeHead(302, { location: back.href }).end();
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://cas.local');
    if (url.pathname === '/cas/p3/serviceValidate') return void validate(tickets, url, response);
    if (url.pathname !== '/cas/login') return void response.writeHead(404).end();
    login(url, { request, response }).catch(() => response.destroy());
  });
  await listenOnLoopback(server, port);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // A TCP server has a port.
  return {
    root: `http://${host}/cas`,
    host,
    handedOut,
    logoutRequestOf: (ticket: string) =>
      `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="LR-1" Version="2.0"><saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">@NOT_USED@</saml:NameID><samlp:SessionIndex>${ticket}</samlp:SessionIndex></samlp:LogoutRequest>`,
    close: () => closeServer(server),
  };
}

function validate(tickets: Map<string, Ticket>, url: URL, response: ServerResponse): void {
  const ticket = url.searchParams.get('ticket') ?? '';
  const kept = tickets.get(ticket);
  tickets.delete(ticket);
  const isFresh = kept !== undefined && Date.now() - kept.madeAt <= TICKET_TTL_MS;
  const isForIt = kept?.address === url.searchParams.get('service');
  const answer = !isFresh ? failure('INVALID_TICKET') : isForIt ? success(kept.person) : failure('INVALID_SERVICE');
  response.writeHead(200, { 'content-type': 'application/xml' }).end(answer);
}

function success({ user, attributes }: CasPerson): string {
  const inside = Object.entries(attributes).map(([name, value]) => `<cas:${name}>${escapeText(value)}</cas:${name}>`);
  return `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess><cas:user>${escapeText(user)}</cas:user><cas:attributes>${inside.join('')}</cas:attributes></cas:authenticationSuccess></cas:serviceResponse>`;
}

function failure(code: string): string {
  return `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationFailure code="${code}">Ticket not recognized</cas:authenticationFailure></cas:serviceResponse>`;
}
