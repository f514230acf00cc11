import { AppError, type ContentOf, type merchants } from '@tessera/contract';
import { z } from 'zod';
import type { Call } from '../../platform/bind.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { type SecretBox, SecretBoxBroken } from '../../platform/secret-box.ts';
import { type CodeSent, type Contact, contactOf, type Identity, requireFreshCode, requireRealm, sendContactCode } from '../identity/index.ts';
import type { SettingsBook } from '../settings/index.ts';

export type MerchantsParts = {
  database: Database;
  secrets: SecretBox;
  identity: Identity;
  settings: Pick<SettingsBook, 'get'>;
  /** Where people reach the server: over https the cookie goes nowhere else. */
  publicUrl: string;
};
/** Who proved a phone a while ago, in this browser. */
export type Visit = { phone: string; phoneHash: string; endsAt: Date };

const VISIT_PURPOSE = 'merchants.visit';
const PHONE_HASH = 'merchants.phone';
const VISIT_SECONDS = 30 * 60;
const COOKIE = 'tessera-applicant.visit';
const APPLICANT = systemActor('applicant');
const sealedVisit = z.object({ phone: z.string(), endsAtMs: z.number() });

/** Nobody is signed in: what an applicant does is done by the system, for the phone that was proved. */
export function asApplicant<Result>({ database }: MerchantsParts, call: Call, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  return database.transaction(APPLICANT, { requestId: call.requestId, address: call.address }, work);
}

/** @throws AppError `merchants.applications_off`, `identity.too_many_attempts`, also where the house has sent as many today as it may */
export function sendApplicantCode(parts: MerchantsParts, call: Call, { phone }: ContentOf<typeof merchants.sendApplicantCode>): Promise<CodeSent> {
  requireOpen(parts, call);
  const perDay = parts.settings.get('merchants.codesPerDay');
  return sendContactCode(parts.identity, { purpose: 'merchant', contact: contactFor(parts, phone), perDay }, call);
}

/** @throws AppError `merchants.applications_off`, `identity.code_wrong`, `identity.too_many_attempts` */
export async function openApplicantVisit(parts: MerchantsParts, call: Call, input: ContentOf<typeof merchants.openApplicantVisit>) {
  requireOpen(parts, call);
  const contact = contactFor(parts, input.phone);
  await requireFreshCode(parts.identity, { purpose: 'merchant', contact, code: input.code }, call);
  const endsAt = new Date(call.now.getTime() + VISIT_SECONDS * 1000);
  const value = parts.secrets.seal(VISIT_PURPOSE, JSON.stringify({ phone: contact.address, endsAtMs: endsAt.getTime() }));
  call.setCookies([cookieOf(parts, { value, seconds: VISIT_SECONDS })]);
  return { endsAt };
}

export async function closeApplicantVisit(parts: MerchantsParts, call: Call): Promise<Record<string, never>> {
  requireRealm(call.headers);
  call.setCookies([cookieOf(parts, { value: '', seconds: 0 })]);
  return {};
}

/** The phone that this browser has proved. @throws AppError `merchants.applications_off`, `merchants.visit_over` */
export function visitOf(parts: MerchantsParts, call: Call): Visit {
  requireOpen(parts, call);
  const { secrets } = parts;
  const pair = (call.headers.get('cookie') ?? '').split(/;\s*/).find((each) => each.startsWith(`${COOKIE}=`));
  const opened = pair && opening(secrets, pair.slice(COOKIE.length + 1));
  if (!opened || opened.endsAtMs <= call.now.getTime()) throw new AppError('merchants.visit_over');
  return { phone: opened.phone, phoneHash: hashOfPhone(secrets, opened.phone), endsAt: new Date(opened.endsAtMs) };
}

/** What the applications of a phone are found by. */
export function hashOfPhone(secrets: SecretBox, phone: string): string {
  return secrets.keyedHash(PHONE_HASH, phone);
}

function requireOpen({ settings }: MerchantsParts, call: Call): void {
  requireRealm(call.headers);
  if (!settings.get('merchants.applications')) throw new AppError('merchants.applications_off');
}

function opening(secrets: SecretBox, sealed: string) {
  try {
    return sealedVisit.parse(JSON.parse(secrets.open(VISIT_PURPOSE, sealed)));
  } catch (error) {
    if (error instanceof SecretBoxBroken) return undefined;
    throw error;
  }
}

function contactFor({ secrets }: MerchantsParts, phone: string): Contact {
  const contact = contactOf(secrets, 'console', phone);
  if (!contact) throw new AppError('request.invalid', { issues: [{ path: 'phone', problem: 'not a phone' }] });
  return contact;
}

function cookieOf({ publicUrl }: MerchantsParts, of: { value: string; seconds: number }): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${of.value}; Path=/api/applicant; Max-Age=${of.seconds}; HttpOnly; SameSite=Strict${secure}`;
}
