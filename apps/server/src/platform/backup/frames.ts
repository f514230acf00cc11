import { z } from 'zod';
import { SealedFileError } from './sealed-file.ts';

/**
 * The content of a backup is a row of frames: a letter, the length of the body (4 bytes, big end first), the body. `M` what it is; then for each
 * table `T`, `D`…, `E` and for each file `F`, `D`…, `E`; `S` the sequences; `Z` the end. All but `D` hold JSON.
 */
export type Frame = { type: 'M' | 'T' | 'F' | 'D' | 'E' | 'S' | 'Z'; body: Buffer };

const TYPES = ['M', 'T', 'F', 'D', 'E', 'S', 'Z'] as const;
const HEAD_BYTES = 5;
const BODY_BYTES_MAX = 8 * 1024 * 1024;
/** Data is cut into frames of at most this. */
export const DATA_BYTES_MAX = 1024 * 1024;

export const manifestSchema = z.object({
  format: z.literal(1),
  name: z.string(),
  at: z.string(),
  productVersion: z.string(),
  postgresVersion: z.string(),
  /** Of the installation; the keys of sealed fields are wrapped with it. */
  secret: z.string(),
  migrations: z.array(z.object({ module: z.string(), name: z.string(), checksum: z.string() })),
  /** What the maker wanted to be compared after a restore. */
  facts: z.record(z.string(), z.json()),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const tableSchema = z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) });
export type TableFrame = z.infer<typeof tableSchema>;
export const fileSchema = z.object({ path: z.string(), mode: z.int() });
export const endSchema = z.object({ rows: z.int().optional(), bytes: z.int() });
export const sequencesSchema = z.array(z.object({ schema: z.string(), name: z.string(), value: z.string().nullable() }));
export const totalSchema = z.object({ tables: z.int(), rows: z.int(), files: z.int() });

export function jsonFrame(type: Exclude<Frame['type'], 'D'>, content: unknown): Buffer {
  return frame(type, Buffer.from(JSON.stringify(content)));
}

export function* dataFrames(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += DATA_BYTES_MAX) yield frame('D', bytes.subarray(at, at + DATA_BYTES_MAX));
}

function frame(type: Frame['type'], body: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(type, 'latin1');
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** @throws SealedFileError `damaged` when the bytes are no row of frames. */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let read: Buffer = Buffer.alloc(0);
  for await (const part of source) {
    read = read.length === 0 ? part : Buffer.concat([read, part]);
    while (read.length >= HEAD_BYTES) {
      const type = TYPES.find((one) => one.charCodeAt(0) === read[0]);
      const length = read.readUInt32BE(1);
      if (type === undefined || length > BODY_BYTES_MAX) throw new SealedFileError('damaged');
      if (read.length < HEAD_BYTES + length) break;
      yield { type, body: read.subarray(HEAD_BYTES, HEAD_BYTES + length) };
      read = read.subarray(HEAD_BYTES + length);
    }
  }
  if (read.length > 0) throw new SealedFileError('damaged');
}

/** @throws SealedFileError `damaged` */
export function jsonOf<Content>(schema: z.ZodType<Content>, { body }: Frame): Content {
  try {
    return schema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw new SealedFileError('damaged');
  }
}
