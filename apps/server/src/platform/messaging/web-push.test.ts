import { expect, test } from 'vitest';
import { SendFailure } from './ports.ts';
import { arePushKeys, encryptPush, makePushKeys } from './web-push.ts';

test('the example of RFC 8291 is encrypted to the byte', () => {
  const sealed = encryptPush(
    { p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4', auth: 'BTBZMqHH6r4Tts7J_aSIgg' },
    Buffer.from('When I grow up, I want to be a watermelon'),
    {
      salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
      privateKey: Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url'),
    },
  );
  expect(sealed.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

test('keys that are no point of the curve, or too short, are no browser’s keys', () => {
  const { publicKey } = makePushKeys();
  const auth = Buffer.alloc(16).toString('base64url');
  expect(arePushKeys({ p256dh: publicKey, auth })).toBe(true);
  expect(arePushKeys({ p256dh: Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url'), auth })).toBe(false);
  expect(arePushKeys({ p256dh: publicKey, auth: 'AAAA' })).toBe(false);
  expect(arePushKeys({ p256dh: '', auth })).toBe(false);
});

test('what a carrier says of its failure fits into a text of the database', () => {
  expect(new SendFailure('unsent', 'the service\u0000answered\n500').message).toBe('the service answered 500');
});
