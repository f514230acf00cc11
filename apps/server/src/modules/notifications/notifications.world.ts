import { createDecipheriv, createECDH, createHmac, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { OptionalPurpose } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { newId } from '@tessera/kernel';
import { cloneDatabase } from '../../../test/database.ts';
import { openMail } from '../../../test/mail-peer.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import { createSmtp } from '../../platform/messaging/smtp.ts';
import { createPushSender } from '../../platform/messaging/web-push.ts';
import { createOutbound } from '../../platform/outbound.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { keepEmail } from '../identity/index.ts';
import { addMembers, setPrivateField } from '../members/index.ts';
import { appointStaff, createOperator, findStaffUsers } from '../organizations/index.ts';
import { answerNotice, publishNotice, saveNoticeDraft } from '../privacy/index.ts';
import type { DeliveryRow } from './delivery-queries.ts';
import { selectDeliveries } from './delivery-queries.ts';
import { type Carriers, sendDelivery } from './send-delivery.ts';

export const secrets = createSecretBox('a secret of at least thirty-two characters');
export const system = systemActor('test');
export const operator: Actor = {
  kind: 'staff',
  userId: newId(),
  staffId: newId(),
  name: 'Officer',
  organizationId: newId(),
  organizationKind: 'operator',
  permissions: new Set(),
};
export const staffActor = (of: { staffId: Id<'staff'>; organizationId: Id<'organization'> }): Actor => ({ ...operator, ...of });
export const memberActor = (memberId: Id<'member'>): Actor => ({ kind: 'member', userId: newId(), memberId, permissions: new Set() });

/** Noon in Shanghai, outside the usual quiet hours. */
export const NOON = new Date('2026-03-02T04:00:00Z');

/** A database with members, a mail server and a push service on loopback, and a clock that the test moves. */
export async function openWorld() {
  const time = { nowMs: NOON.getTime() };
  const clock = () => new Date(time.nowMs);
  const database = await cloneDatabase({ clock });
  const mail = await openMail();
  const push = await openPush();
  const sms: { to: string; text: string }[] = [];
  const carriers: Carriers = {
    secrets,
    publicUrl: 'https://card.example',
    outboxes: [],
    email: createSmtp({ url: `smtp://127.0.0.1:${mail.port}?starttls=never`, from: 'card@example.edu' }),
    sms: { send: async (message) => void sms.push(message) },
    push: createPushSender({ outbound: createOutbound({ privateHosts: ['127.0.0.1'] }), contact: 'mailto:card@example.edu', clock }),
  };
  const as = <Result>(actor: Actor, work: (ctx: Ctx) => Promise<Result>) => database.transaction(actor, {}, work);
  return {
    database,
    mail,
    push,
    sms,
    as,
    pass: (seconds: number) => {
      time.nowMs += seconds * 1_000;
    },
    ...peopleOf(as),
    deliveries: () => as(system, (ctx) => selectDeliveries(ctx, { limit: 100 })),
    send: (delivery: Pick<DeliveryRow, 'id'>) => sendDelivery({ database, requestId: 'test', now: clock() }, { deliveryId: delivery.id }, carriers),
    close: async () => {
      mail.close();
      push.close();
      await database.close();
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

type As = <Result>(actor: Actor, work: (ctx: Ctx) => Promise<Result>) => Promise<Result>;

/** People as a test needs them, each with a number of their own. */
function peopleOf(as: As) {
  let number = 0;
  let organizationId: Id<'organization'> | undefined;
  let version: number | undefined;
  const publishedVersion = async () => {
    version ??= await as(system, async (ctx) => {
      const draft = await saveNoticeDraft(ctx, { bodyZh: '隐私告知', bodyEn: 'Privacy notice', summaryZh: '初版', summaryEn: 'First' });
      return (await publishNotice(ctx, { version: draft.version })).version;
    });
    return version;
  };
  return {
    addMember: async (has: { phone?: string; email?: string } = {}) => {
      number += 1;
      const memberNumber = `N${1000 + number}`;
      const [added] = await as(system, (ctx) => addMembers(ctx, [{ memberNumber, name: '王小明', kind: 'student', phone: has.phone }], secrets));
      if (!added) throw new Error('a member was added');
      const { email } = has;
      if (email) await as(system, (ctx) => setPrivateField(ctx, { memberId: added.id, field: 'email', value: email }, secrets));
      return added.id;
    },
    /** Somebody at work for the operator, who signs in with this address as well. */
    addStaff: async (has: { email?: string } = {}) => {
      number += 1;
      const userName = `clerk${number}`;
      return as(system, async (ctx) => {
        organizationId ??= (await createOperator(ctx, { name: '一卡通中心' })).id;
        const { id } = await appointStaff(ctx, { name: '周明', userName, password: 'correct horse battery', organizationId, role: 'administrator' });
        const userId = (await findStaffUsers(ctx, [id])).get(id);
        if (userId && has.email) await keepEmail(ctx, secrets, { userId, realm: 'console', email: has.email });
        return { staffId: id, organizationId };
      });
    },
    /** The member answers the privacy notice that holds, and allows these purposes. */
    allow: (memberId: Id<'member'>, purposes: OptionalPurpose[]) =>
      as(memberActor(memberId), async (ctx) => answerNotice(ctx, { version: await publishedVersion(), purposes })),
  };
}

function none<Item>(): Item[] {
  return [];
}

type Pushed = { title: string; body: string; url: string };

/** A push service and the browser behind it: checks who sends (RFC 8292) and reads what only the browser can (RFC 8291). */
async function openPush() {
  const browser = createECDH('prime256v1');
  const p256dh = browser.generateKeys().toString('base64url');
  const auth = randomBytes(16);
  const push = {
    status: 201,
    read: none<Pushed>(),
    faults: none<string>(),
    subscription: { endpoint: '', p256dh, auth: auth.toString('base64url') },
    close: () => {},
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (push.status === 201) {
      const fault = senderFault(request.headers.authorization ?? '', `http://${request.headers.host}`);
      if (fault) push.faults.push(fault);
      push.read.push(JSON.parse(decrypt(Buffer.concat(chunks), browser, auth)));
    }
    response.writeHead(push.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  push.subscription.endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/push/x`;
  push.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return push;
}

function senderFault(authorization: string, origin: string): string | undefined {
  const match = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(authorization);
  if (!match) return 'no vapid header';
  const [, head = '', body = '', signature = '', key = ''] = match;
  const point = Buffer.from(key, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) return 'wrong signature';
  const { aud, exp, sub } = JSON.parse(Buffer.from(body, 'base64url').toString());
  if (aud !== origin) return `for ${aud}`;
  if (!(exp > NOON.getTime() / 1_000 && exp < NOON.getTime() / 1_000 + 48 * 3_600)) return 'wrong time';
  return sub === 'mailto:card@example.edu' ? undefined : 'no contact';
}

/** As a browser does: RFC 8291, section 3. */
function decrypt(message: Buffer, browser: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = message.subarray(0, 16);
  const sender = message.subarray(21, 21 + message.readUInt8(20));
  const sealed = message.subarray(21 + sender.length);
  const hmac = (key: Buffer, text: Buffer) => createHmac('sha256', key).update(text).digest();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender, Buffer.from([1])]);
  const material = hmac(hmac(auth, browser.computeSecret(sender)), info);
  const key = Buffer.from(hkdfSync('sha256', material, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', material, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const open = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return open.subarray(0, open.lastIndexOf(2)).toString('utf8');
}
