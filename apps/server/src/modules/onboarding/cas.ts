import sax from 'sax';
import {
  type AdapterParts,
  type OpenProvider,
  type ProbeStep,
  type Proof,
  type ProviderAdapter,
  ProviderFault,
  type ProviderPerson,
  step,
  textOf,
} from './provider.ts';

const ANSWER_MAX_CHARACTERS = 64 * 1024;

/** The CAS protocol 3.0: a ticket in the address of the way back, which the server is asked about, once. */
export function createCas(parts: AdapterParts): ProviderAdapter {
  return {
    addressOf: async (provider, { state, redirectUri }) =>
      `${rootOf(provider)}/login?${new URLSearchParams({ service: ticketAddressOf(redirectUri, state) })}`,
    identify: (provider, proof) => identify(parts, provider, proof),
    probe: (provider) => probe(parts, provider),
  };
}

/** The service that the ticket is for. It holds the state, since CAS knows no such thing. */
export function ticketAddressOf(redirectUri: string, state: string): string {
  return `${redirectUri}?${new URLSearchParams({ state })}`;
}

function rootOf({ base_url: url }: OpenProvider): string {
  return url.replace(/\/$/, '');
}

async function identify(parts: AdapterParts, provider: OpenProvider, { answer, redirectUri, state }: Proof): Promise<ProviderPerson> {
  // The service has to be the very text that the ticket was made for.
  const text = await validate(parts, provider, { service: ticketAddressOf(redirectUri, state), ticket: answer.ticket ?? '' });
  const { user, attributes, failure } = readAnswer(text);
  if (user === undefined) throw new ProviderFault(`the ticket was not taken: ${failure ?? 'no user'}`);
  const one = (name: string) => textOf(attributes.get(name)?.[0]);
  return {
    subject: user,
    name: one('displayName') ?? one('name') ?? one('cn'),
    userName: provider.user_name_claim === '' ? user : one(provider.user_name_claim),
    // A campus vouches for what it hands out: CAS has no word for "verified".
    verifiedEmail: one('mail') ?? one('email'),
    verifiedPhone: one('mobile') ?? one('phone'),
  };
}

async function validate({ outbound }: AdapterParts, provider: OpenProvider, query: { service: string; ticket: string }): Promise<string> {
  const response = await outbound.fetch(`${rootOf(provider)}/p3/serviceValidate?${new URLSearchParams(query)}`);
  if (response.status !== 200) throw new ProviderFault(`${new URL(rootOf(provider)).host} answered ${response.status}`);
  return (await response.text()).slice(0, ANSWER_MAX_CHARACTERS);
}

type CasAnswer = { user: string | undefined; failure: string | undefined; attributes: Map<string, string[]> };

/** `cas:user` and the children of `cas:attributes` inside `cas:authenticationSuccess`, wherever else their names may stand. */
export function readAnswer(xml: string): CasAnswer {
  const answer: CasAnswer = { user: undefined, failure: undefined, attributes: new Map() };
  const path: string[] = [];
  let text = '';
  const parser = sax.parser(true, { trim: true });
  parser.onopentag = ({ name }) => {
    path.push(localName(name));
    text = '';
  };
  parser.ontext = (part) => {
    text += part;
  };
  parser.oncdata = parser.ontext;
  parser.onclosetag = () => {
    place(answer, path.join('/'), text);
    path.pop();
    text = '';
  };
  parser.onerror = (error) => {
    throw new ProviderFault(`the answer is no XML: ${error.message.split('\n', 1)[0]}`);
  };
  parser.write(xml).close();
  return answer;
}

function place(answer: CasAnswer, path: string, text: string): void {
  if (path === 'serviceResponse/authenticationSuccess/user') answer.user = text || undefined;
  if (path === 'serviceResponse/authenticationFailure') answer.failure = text.slice(0, 100) || 'refused';
  const attribute = /^serviceResponse\/authenticationSuccess\/attributes\/([^/]+)$/.exec(path)?.[1];
  if (attribute !== undefined) answer.attributes.set(attribute, [...(answer.attributes.get(attribute) ?? []), text]);
}

/** The ticket that a log-out request of the server names (CAS 3.0, 2.3.3), or undefined. */
export function ticketOfLogout(xml: string): string | undefined {
  let ticket: string | undefined;
  let inside = '';
  const parser = sax.parser(true, { trim: true });
  parser.onopentag = ({ name }) => {
    inside = localName(name);
  };
  parser.ontext = (text) => {
    if (inside === 'SessionIndex') ticket = text;
  };
  parser.onerror = () => {
    ticket = undefined;
    parser.resume();
  };
  parser.write(xml.slice(0, ANSWER_MAX_CHARACTERS)).close();
  return ticket;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** A ticket that cannot exist is answered with INVALID_TICKET by a server that knows our service. */
async function probe(parts: AdapterParts, provider: OpenProvider): Promise<ProbeStep[]> {
  const steps = [await step('address', async () => parts.outbound.check(provider.base_url).host)];
  if (!steps.every(({ ok }) => ok)) return steps;
  return [
    ...steps,
    await step('service', async () => {
      const { failure } = readAnswer(await validate(parts, provider, { service: 'https://service.invalid/', ticket: 'ST-test' }));
      if (failure === undefined) throw new ProviderFault('the answer is not that of a CAS server');
      return failure;
    }),
  ];
}
