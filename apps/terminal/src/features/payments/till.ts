import { type Minor, ZERO } from '@tessera/kernel';
import { type AmountPad, clearPad, EMPTY_PAD, isWhole, type PadKey, padTotal, pressPad } from './amount-pad.ts';

/** What the cashier sees and has typed, apart from the sale itself. Pure. `cash` and `slip` have fields of their own. `emergency` takes the six digits that go with a member number. */
export type Panel = 'ways' | 'camera' | 'member' | 'emergency' | 'cash' | 'slip';
export type TillNotice =
  | 'amountFirst'
  | 'amountRefused'
  | 'unreadable'
  | 'tooManyPending'
  | 'unionpay'
  | 'noShift'
  | `${'wechat' | 'alipay' | 'cash' | 'bankCard'}Off`;
export type Till = {
  view: 'amount' | 'present';
  panel: Panel;
  pad: AmountPad;
  member: string;
  emergency: string;
  pin: string;
  notice: TillNotice | null;
};

export type TillEvent =
  | { type: 'pad'; key: PadKey; maxMinor: Minor }
  | { type: 'present' }
  | { type: 'panel'; panel: Panel }
  | { type: 'memberTyped'; text: string }
  | { type: 'memberSet'; text: string }
  | { type: 'emergencyTyped'; digits: string }
  | { type: 'pinTyped'; digits: string }
  | { type: 'deleted' }
  | { type: 'pinCleared' }
  | { type: 'noticed'; notice: TillNotice | null }
  | { type: 'backToAmount' }
  | { type: 'retry' }
  /** The sale is given up: the amount can be brought back. */
  | { type: 'cleared' }
  /** The sale is over: nothing of it can be brought back, so that it is not taken twice. */
  | { type: 'reset' };

export const PIN_LENGTH = 6;
export const EMERGENCY_CODE_LENGTH = 6;
/** A payer's code that is typed is longer than a member number. */
export const MEMBER_NUMBER_MAX = 24;
export const NEW_TILL: Till = { view: 'amount', panel: 'ways', pad: EMPTY_PAD, member: '', emergency: '', pin: '', notice: null };

export function tillStep(till: Till, event: TillEvent): Till {
  switch (event.type) {
    case 'pad':
      return { ...till, pad: pressPad(till.pad, event.key, event.maxMinor), notice: null };
    case 'present':
      return isChargeable(till.pad) ? { ...till, view: 'present', panel: 'ways', member: '', notice: null } : till;
    case 'panel':
      return { ...till, panel: event.panel, emergency: '', notice: null };
    case 'memberTyped':
      return setMember(till, till.member + event.text);
    case 'memberSet':
      return setMember(till, event.text);
    case 'emergencyTyped':
      return { ...till, emergency: (till.emergency + event.digits.replace(/\D/g, '')).slice(0, EMERGENCY_CODE_LENGTH), notice: null };
    case 'pinTyped':
      return { ...till, pin: (till.pin + event.digits.replace(/\D/g, '')).slice(0, PIN_LENGTH) };
    case 'pinCleared':
      return { ...till, pin: '' };
    case 'deleted':
      if (till.panel === 'emergency') return { ...till, emergency: till.emergency.slice(0, -1), notice: null };
      return { ...till, member: till.member.slice(0, -1), pin: till.pin.slice(0, -1), notice: null };
    case 'noticed':
      return { ...till, notice: event.notice };
    case 'backToAmount':
      return { ...till, view: 'amount', panel: 'ways', member: '', emergency: '', notice: null };
    case 'retry':
      return { ...till, view: 'present', panel: till.panel === 'camera' ? 'camera' : 'ways', member: '', emergency: '', pin: '', notice: null };
    case 'cleared':
      return { ...NEW_TILL, pad: clearPad(till.pad) };
    case 'reset':
      return NEW_TILL;
  }
}

/** An amount, and all of it as it was typed. */
export function isChargeable(pad: AmountPad): boolean {
  return padTotal(pad) > ZERO && isWhole(pad);
}

function setMember(till: Till, text: string): Till {
  const member = text
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z-]/g, '')
    .slice(0, MEMBER_NUMBER_MAX);
  return { ...till, member, panel: 'member', emergency: '', notice: null };
}
