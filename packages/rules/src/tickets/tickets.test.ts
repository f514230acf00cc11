import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  areRevocationsSigned,
  type ChainedScan,
  type CodeChecks,
  type Credential,
  checkCode,
  EVERYWHERE,
  isRevoked,
  type JournalScan,
  journalStart,
  NO_SEAT,
  NOTHING_REVOKED,
  REVOKED_WHOLLY,
  readBase45,
  scanHash,
  sessionSecretOf,
  signCredential,
  signRevocations,
  soundScans,
  ticketSecretOf,
  turned,
  turningStep,
  withStep,
  writeBase45,
  writeCode,
} from './index.ts';

const PRIVATE = new Uint8Array(32).fill(7);
const KEY = { keyNumber: 3, publicKey: ed25519.getPublicKey(PRIVATE) };
const ORGANIZER_SECRET = new Uint8Array(32).fill(9);
const AT_MS = 1_795_000_000_000;
const PAPER: Credential = {
  keyNumber: 3,
  ticketNumber: 4_711,
  generation: 1,
  sessionNumber: 12,
  kindNumber: 5,
  zones: 0b101,
  seat: 318,
  notBefore: 1_794_990_000,
  expires: 1_795_010_000,
  turns: false,
};
const sessionSecrets = new Map([[12, sessionSecretOf(ORGANIZER_SECRET, 12)]]);
const checks: CodeChecks = { keys: [KEY], sessionSecrets, atMs: AT_MS };
const secretOf = (credential: Credential) => ticketSecretOf(sessionSecretOf(ORGANIZER_SECRET, credential.sessionNumber), credential);
const paperCode = writeCode(signCredential(PAPER, PRIVATE));
const phoneBytes = (atMs: number) => {
  const credential = { ...PAPER, turns: true };
  return turned(signCredential(credential, PRIVATE), secretOf(credential), turningStep(atMs));
};

const credentials: fc.Arbitrary<Credential> = fc
  .record({
    keyNumber: fc.integer({ min: 0, max: 0xffff }),
    ticketNumber: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    generation: fc.integer({ min: 1, max: 254 }),
    sessionNumber: fc.integer({ min: 0, max: 0xffffffff }),
    kindNumber: fc.integer({ min: 0, max: 0xffffff }),
    zones: fc.integer({ min: 0, max: 0xffff }),
    seat: fc.integer({ min: 0, max: 0xffffff }),
    notBefore: fc.integer({ min: 0, max: 0xfffffffe }),
    turns: fc.boolean(),
  })
  .chain((rest) => fc.integer({ min: rest.notBefore + 1, max: 0xffffffff }).map((expires) => ({ ...rest, expires })));

test('Base45 is that of RFC 9285, and every sequence of bytes has one text', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(writeBase45(bytes('AB'))).toBe('BB8');
  expect(writeBase45(bytes('Hello!!'))).toBe('%69 VD92EX0');
  expect(writeBase45(bytes('base-45'))).toBe('UJCLQE7W581');
  expect(readBase45('QED8WEX0')).toEqual(bytes('ietf!'));
  for (const wrong of ['GGW', ':::', '::', 'A', 'ABCD', 'ab8', 'B_8']) expect(readBase45(wrong)).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (some) => {
      expect(readBase45(writeBase45(some))).toEqual(some);
    }),
  );
});

test('the vector of a ticket on paper: 97 bytes, 146 signs, and OpenSSL takes the signature', () => {
  const bytes = signCredential(PAPER, PRIVATE);
  const body = Buffer.from(bytes.subarray(0, 33)).toString('hex');
  expect(body).toBe('0100030000000000001267010000000c000005000500013e6afd5fb06afdadd000');
  expect(paperCode).toHaveLength(146);
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), PRIVATE]),
    format: 'der',
    type: 'pkcs8',
  });
  const message = Buffer.concat([Buffer.from('T1-ticket\0'), bytes.subarray(0, 33)]);
  expect(sign(null, message, key).equals(bytes.subarray(33))).toBe(true);
  expect(verify(null, message, createPublicKey(key), bytes.subarray(33))).toBe(true);
  expect(checkCode(paperCode, checks)).toEqual({ credential: PAPER });
});

test('whatever was signed is read back as it was', () => {
  fc.assert(
    fc.property(credentials, fc.integer({ min: 1_600_000_000_000, max: 4_000_000_000_000 }), (credential, atMs) => {
      const signed = signCredential(credential, PRIVATE);
      const bytes = credential.turns ? turned(signed, secretOf(credential), turningStep(atMs)) : signed;
      const known = {
        keys: [{ ...KEY, keyNumber: credential.keyNumber }],
        sessionSecrets: new Map([[credential.sessionNumber, sessionSecretOf(ORGANIZER_SECRET, credential.sessionNumber)]]),
        atMs,
      };
      expect(checkCode(writeCode(bytes), known)).toEqual({ credential });
    }),
    { numRuns: 40 },
  );
});

test('a code with any one byte changed, one less or one more is refused, on paper and on a phone', () => {
  for (const bytes of [signCredential(PAPER, PRIVATE), phoneBytes(AT_MS)]) {
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Uint8Array.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8));
      expect(checkCode(writeCode(changed), checks), `byte ${place}`).toHaveProperty('fault');
    }
    expect(checkCode(writeCode(bytes.subarray(0, -1)), checks)).toHaveProperty('fault');
    expect(checkCode(writeCode(Uint8Array.from([...bytes, 0])), checks)).toEqual({ fault: 'malformed' });
  }
});

test('a foreign key, an unknown one, another version and unknown flags are each told', () => {
  const foreign = writeCode(signCredential(PAPER, new Uint8Array(32).fill(8)));
  expect(checkCode(foreign, checks)).toEqual({ fault: 'forged' });
  expect(checkCode(writeCode(signCredential({ ...PAPER, keyNumber: 4 }, PRIVATE)), checks)).toEqual({ fault: 'unknown_key' });
  const withByte = (place: number, value: number) => {
    const bytes = signCredential(PAPER, PRIVATE);
    bytes[place] = value;
    return writeCode(bytes);
  };
  expect(checkCode(withByte(0, 2), checks)).toEqual({ fault: 'unknown_version' });
  expect(checkCode(withByte(32, 2), checks)).toEqual({ fault: 'malformed' });
  expect(checkCode(withByte(32, 1), checks)).toEqual({ fault: 'malformed' });
  expect(checkCode('71123456789012345678', checks)).toEqual({ fault: 'not_a_ticket' });
  expect(() => signCredential({ ...PAPER, generation: 255 }, PRIVATE)).toThrow(RangeError);
});

test('a code on a phone is good in its step and one around it; later it is a screenshot, and cut short it is nothing', () => {
  const code = writeCode(phoneBytes(AT_MS));
  for (const late of [-15_000, 0, 15_000]) expect(checkCode(code, { ...checks, atMs: AT_MS + late })).toHaveProperty('credential');
  for (const late of [-45_000, 45_000]) expect(checkCode(code, { ...checks, atMs: AT_MS + late })).toEqual({ fault: 'stale_code' });
  expect(checkCode(writeCode(phoneBytes(AT_MS).subarray(0, 97)), checks)).toEqual({ fault: 'malformed' });
  expect(checkCode(code, { ...checks, sessionSecrets: new Map() })).toEqual({ fault: 'other_session' });
});

test('revocations are signed and numbered: a gap asks for a snapshot, an old step changes nothing, a generation is never let in again', () => {
  const signed = signRevocations(
    { number: 1, after: 0, issuedAt: 100, entries: [{ ticketNumber: 7, leastGeneration: 2 }] },
    { keyNumber: 3, privateKey: PRIVATE },
  );
  expect(areRevocationsSigned(signed, KEY.publicKey)).toBe(true);
  expect(areRevocationsSigned({ ...signed, entries: [] }, KEY.publicKey)).toBe(false);
  expect(areRevocationsSigned({ ...signed, number: 2 }, KEY.publicKey)).toBe(false);
  const first = withStep(NOTHING_REVOKED, signed) ?? NOTHING_REVOKED;
  expect(isRevoked(first, { ticketNumber: 7, generation: 1 })).toBe(true);
  expect(isRevoked(first, { ticketNumber: 7, generation: 2 })).toBe(false);
  expect(withStep(first, { number: 4, after: 3, issuedAt: 130, entries: [] })).toBeUndefined();
  const second = withStep(first, { number: 2, after: 1, issuedAt: 120, entries: [{ ticketNumber: 7, leastGeneration: REVOKED_WHOLLY }] });
  expect(second && isRevoked(second, { ticketNumber: 7, generation: 254 })).toBe(true);
  expect(second && withStep(second, signed)).toBe(second);
});

test('a journal is taken up to its first fault: each field of a scan tampered with in turn, one left out, one signed by another', () => {
  const start = { position: 0, hash: journalStart('key-1') };
  const journal = chained(start.hash, 4);
  const sound = (scans: readonly ChainedScan[]) => soundScans(scans, { head: start, publicKey: KEY.publicKey });
  expect(sound(journal)).toBe(4);
  const [one, two, three, four] = journal;
  if (!one || !two || !three || !four) throw new RangeError('four scans');
  const tampered: Partial<ChainedScan>[] = [
    { scanId: 'x' },
    { position: 9 },
    { listId: 'x' },
    { ticketNumber: 8 },
    { generation: 2 },
    { direction: 'exit' },
    { gateZones: 1 },
    { atMs: 1 },
    { isTimeTrusted: false },
    { revocationNumber: 1 },
    { hash: one.hash },
    { signature: one.signature },
  ];
  for (const change of tampered) expect(sound([one, two, { ...three, ...change }, four]), JSON.stringify(change)).toBe(2);
  expect(sound([one, two, four])).toBe(2);
});

function chained(start: string, count: number): ChainedScan[] {
  let hash = start;
  return Array.from({ length: count }, (_, index) => {
    const scan: JournalScan = {
      scanId: `scan-${index}`,
      position: index + 1,
      listId: 'list',
      ticketNumber: index + 100,
      generation: 1,
      direction: 'entry',
      gateZones: EVERYWHERE,
      atMs: AT_MS + index,
      isTimeTrusted: true,
      revocationNumber: 0,
    };
    hash = scanHash(hash, scan);
    return { ...scan, hash, signature: Buffer.from(ed25519.sign(Buffer.from(hash, 'hex'), PRIVATE)).toString('hex') };
  });
}

test('a ticket without a seat says so', () => {
  const code = writeCode(signCredential({ ...PAPER, seat: NO_SEAT, zones: EVERYWHERE }, PRIVATE));
  expect(checkCode(code, checks)).toEqual({ credential: { ...PAPER, seat: NO_SEAT, zones: EVERYWHERE } });
});
