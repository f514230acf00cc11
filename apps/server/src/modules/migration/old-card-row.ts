import { cardUid } from '@tessera/contract';
import { type Minor, parseAmount, ZERO } from '@tessera/kernel';

const HEX_OF_FOUR_BYTES = 8;
const FOUR_BYTES = 2 ** 32;

/**
 * A card's number as old systems write it: hexadecimal, perhaps parted by colons, spaces or dashes, or ten decimal digits for four bytes, most
 * significant first. Undefined for anything else. Pure.
 */
export function readOldUid(cell: string): string | undefined {
  const plain = cell.replace(/[\s:-]/g, '').toUpperCase();
  if (/^\d{10}$/.test(plain)) {
    const value = Number(plain);
    return value < FOUR_BYTES ? value.toString(16).toUpperCase().padStart(HEX_OF_FOUR_BYTES, '0') : undefined;
  }
  return cardUid.safeParse(plain).data;
}

/** An old system's name as it is kept and compared: however it is typed, it is one. Pure. */
export function plainSource(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Yuan with at most two decimals; nothing stands for nothing. Undefined for what is no balance, also a negative one. Pure. */
export function readBalance(cell: string): Minor | undefined {
  if (cell === '') return ZERO;
  const amount = parseAmount(cell.replace(/^[¥￥]\s*|元$/g, '').replace(/,(?=\d{3}(?:\D|$))/g, ''));
  return amount !== undefined && amount >= 0 ? amount : undefined;
}
