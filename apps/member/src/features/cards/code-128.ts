/**
 * Code 128 with code set C (ISO/IEC 15417): two digits a symbol, so that 20 digits fit on a phone's width in 145 modules.
 * Written here because the general bar code library is a hundred times this size; a test holds the two against each other.
 */

/** Widths of bar, space, bar, space, bar, space for the values 0 to 105; three modules and a bar more for the stop. */
const PATTERNS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232';
const STOP = '2331112';
const START_C = 105;

/** The modules of an even number of digits, `true` for a bar; without the quiet zone of ten modules on either side. */
export function code128(digits: string): boolean[] {
  if (!/^(\d\d)+$/.test(digits)) throw new RangeError('code set C holds an even number of digits');
  const values = [START_C, ...(digits.match(/\d\d/g) ?? []).map(Number)];
  const check = values.reduce((sum, value, place) => sum + value * Math.max(place, 1), 0) % 103;
  const widths = [...values, check].map((value) => PATTERNS.slice(value * 6, value * 6 + 6)).join('') + STOP;
  return [...widths].flatMap((width, place) => Array<boolean>(Number(width)).fill(place % 2 === 0));
}
