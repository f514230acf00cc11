/** One card of a batch: the order on its slip, and the number of its chip. */
export type UidLine = { orderNumber: string; chip: string };

const ORDER = /^K\d{4,}$/i;

/**
 * What the printer wrote back: the order in the first cell of a line, the chip's number in the last, whatever stands between them. Lines that begin
 * with no order, such as the headings, are left out; so are lines whose chip was not written.
 */
export function linesOfUids(text: string): UidLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
      const [orderNumber = '', chip = ''] = [cells[0], cells.at(-1)];
      return cells.length > 1 && ORDER.test(orderNumber) && chip !== '' ? [{ orderNumber, chip }] : [];
    });
}
