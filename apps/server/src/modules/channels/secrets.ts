import { z } from 'zod';
import type { ChannelSecrets } from './channel.ts';

const shape = z.object({ privateKey: z.string().optional(), apiKey: z.string().optional() });

/** What lies sealed in a channel's row. */
export function parseSecrets(text: string): ChannelSecrets {
  return shape.parse(JSON.parse(text));
}
