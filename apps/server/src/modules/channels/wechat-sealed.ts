import { createDecipheriv } from 'node:crypto';
import { z } from 'zod';
import { ChannelFault } from './channel.ts';

const TAG_BYTES = 16;

/** AEAD_AES_256_GCM of WeChat Pay: the tag stands behind the text, both in base64. */
export const sealedResource = z.object({
  algorithm: z.literal('AEAD_AES_256_GCM'),
  ciphertext: z.string().max(1_000_000),
  nonce: z.string().min(12).max(16),
  associated_data: z.string().max(100).default(''),
});
export type SealedResource = z.output<typeof sealedResource>;

/** Opens it with the API v3 key, whose 32 characters are the key's bytes. @throws ChannelFault when it was changed or the key is another */
export function openResource(resource: SealedResource, apiKey: string | undefined): string {
  if (apiKey === undefined || Buffer.byteLength(apiKey) !== 32) throw new ChannelFault('the API v3 key is missing or not 32 characters long');
  const body = Buffer.from(resource.ciphertext, 'base64');
  if (body.length <= TAG_BYTES) throw new ChannelFault('the sealed part is cut short');
  try {
    const decipher = createDecipheriv('aes-256-gcm', apiKey, resource.nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(resource.associated_data));
    decipher.setAuthTag(body.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    throw new ChannelFault('the sealed part does not open with this API v3 key');
  }
}
