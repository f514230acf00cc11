import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/** Everything from ourselves only; WebAssembly for the scanner; inline styles because component libraries make them. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  workerSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'"],
  fontSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** The headers that every answer bears; over https, also the one that keeps browsers there. helmet decides them, once: they are the same for each request, and a charge should not pay for that. */
export function securityHeaders(options: { https: boolean }): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet({ contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY }, strictTransportSecurity: options.https })(
    request,
    response,
    () => {},
  );
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}

/** What of these means anything to who asks the API, which answers no page: a charge should not carry a kilobyte of rules for pages. */
const OF_ANSWERS = [
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'cross-origin-resource-policy',
  'cross-origin-opener-policy',
];
/** Should a browser ever be brought to show an answer as a page, it does nothing there. */
const ANSWER_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The headers of an answer of the API, chosen among those of a page. */
export function apiHeaders(headers: Record<string, string>): Record<string, string> {
  const chosen = Object.entries(headers).filter(([name]) => OF_ANSWERS.includes(name.toLowerCase()));
  return { 'content-security-policy': ANSWER_POLICY, ...Object.fromEntries(chosen) };
}
