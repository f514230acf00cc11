import { type Minor, subtract } from '@tessera/kernel';
import { mostTenderedMinor } from '@tessera/rules';
import { type AmountPad, isWhole, type PadKey, padKeyOf, padTotal, pressPad } from './amount-pad.ts';

/** The cash that was handed over, as it stands on the pad. `short`: too little. `beyond`: more than anybody hands over for the amount. */
export type Tender = { tenderedMinor: Minor; changeMinor: Minor; fault: 'short' | 'beyond' | null };

/** With nothing typed it is exact. */
export function tenderOf(pad: AmountPad, dueMinor: Minor): Tender {
  const tenderedMinor = padTotal(pad) > 0 ? padTotal(pad) : dueMinor;
  const changeMinor = subtract(tenderedMinor, dueMinor);
  if (!isWhole(pad)) return { tenderedMinor, changeMinor, fault: 'beyond' };
  return { tenderedMinor, changeMinor, fault: changeMinor < 0 ? 'short' : null };
}

export function pressCash(pad: AmountPad, key: PadKey, dueMinor: Minor): AmountPad {
  return key === '+' ? pad : pressPad(pad, key, mostTenderedMinor(dueMinor));
}

/** The pad after a text that a person typed. */
export function typeCash(pad: AmountPad, text: string, dueMinor: Minor): AmountPad {
  return [...text].reduce((before, character) => {
    const key = padKeyOf(character);
    return key ? pressCash(before, key, dueMinor) : before;
  }, pad);
}
