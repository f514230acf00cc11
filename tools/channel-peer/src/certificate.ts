import { createPrivateKey, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';

/** An RSA key with a certificate that signs itself, as WeChat Pay hands out for its platform. PEM texts; the serial number in capitals. */
export type Identity = { privateKey: string; publicKey: string; certificate: string; serial: string };

export function makeIdentity(commonName: string): Identity {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const certificate = certificateOf({ privateKey, spki: pair.publicKey.export({ type: 'spki', format: 'der' }), commonName });
  return { privateKey, publicKey, certificate, serial: new X509Certificate(certificate).serialNumber };
}

function certificateOf(of: { privateKey: string; spki: Buffer; commonName: string }): string {
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, Buffer.from(of.commonName)))));
  const validity = der(SEQUENCE, der(TIME, Buffer.from('20240101000000Z')), der(TIME, Buffer.from('21240101000000Z')));
  const serial = Buffer.concat([Buffer.from([0x5a]), randomBytes(19)]);
  const version = der(VERSION, der(INTEGER, Buffer.from([2])));
  const body = der(SEQUENCE, version, der(INTEGER, serial), der(SEQUENCE, RSA_SHA256), name, validity, name, of.spki);
  const signature = sign('sha256', body, createPrivateKey(of.privateKey));
  const whole = der(SEQUENCE, body, der(SEQUENCE, RSA_SHA256), der(BITS, Buffer.from([0]), signature));
  // No empty line in between, which the parser would not take.
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** X.690: one value in distinguished encoding. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const [SEQUENCE, SET, INTEGER, BITS, UTF8, TIME, VERSION] = [0x30, 0x31, 0x02, 0x03, 0x0c, 0x18, 0xa0];
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const RSA_SHA256 = Buffer.from('06092a864886f70d01010b0500', 'hex');
