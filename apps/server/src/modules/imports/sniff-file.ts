import { FileFault } from './file-fault.ts';

export type FileForm = { type: 'csv'; encoding: 'utf-8' | 'gb18030' | 'utf-16le' } | { type: 'xlsx'; encoding: null };

const ZIP = Buffer.from('PK\u0003\u0004');
/** Excel before 2007, and every other old office file. */
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const UTF16 = Buffer.from([0xff, 0xfe]);
const MARKUP = /^\uFEFF?\s*(?:<[!?a-z]|\{\\rtf|%PDF)/i;
const HEAD_BYTES = 512;

/**
 * What a file is by its bytes alone, told piece by piece; its name decides nothing. Text that is not UTF-8 throughout is GB18030, which is
 * what a Chinese spreadsheet writes and which takes in GBK and GB2312.
 */
export class FileSniffer {
  #head: Buffer = Buffer.alloc(0);
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #isUtf8 = true;
  #hasNul = false;

  add(piece: Uint8Array): void {
    if (this.#head.length < HEAD_BYTES) this.#head = Buffer.concat([this.#head, piece.subarray(0, HEAD_BYTES - this.#head.length)]);
    this.#hasNul ||= piece.includes(0);
    this.#decode(piece, true);
  }

  /** @throws FileFault */
  end(): FileForm {
    const head = this.#head;
    if (head.length === 0) throw new FileFault('empty');
    if (head.subarray(0, 4).equals(ZIP)) return { type: 'xlsx', encoding: null };
    if (head.subarray(0, 4).equals(OLD_OFFICE)) throw new FileFault('old_excel');
    if (head.subarray(0, 2).equals(UTF16)) return { type: 'csv', encoding: 'utf-16le' };
    if (this.#hasNul || MARKUP.test(head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''))) throw new FileFault('not_a_table');
    this.#decode(new Uint8Array(), false);
    return { type: 'csv', encoding: this.#isUtf8 ? 'utf-8' : 'gb18030' };
  }

  #decode(piece: Uint8Array, stream: boolean): void {
    if (!this.#isUtf8) return;
    try {
      this.#utf8.decode(piece, { stream });
    } catch {
      this.#isUtf8 = false;
    }
  }
}
