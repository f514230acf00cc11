import { toMinor } from '@tessera/kernel';
import { expect, it } from 'vitest';
import { padTotal } from './amount-pad.ts';
import type { ChargeEvent, ChargeState } from './charge-flow.ts';
import { NEW_TILL, type TillEvent, tillStep } from './till.ts';
import { tillKeys } from './till-keys.ts';

/** A till at `step`, typed on with a bare numpad. */
function scene() {
  let till = NEW_TILL;
  const charges: ChargeEvent['type'][] = [];
  const paid: string[] = [];
  const shortcuts: string[] = [];
  const refused: string[] = [];
  let shownForMs = 1_000;
  const at = (step: ChargeState['step']) =>
    tillKeys({
      step,
      till: () => till,
      maxMinor: toMinor(100_000),
      dispatch: (event: TillEvent) => {
        till = tillStep(till, event);
      },
      charge: (event) => charges.push(event.type),
      payByNumber: (memberNumber) => paid.push(memberNumber),
      payByEmergency: (memberNumber, emergencyCode) => paid.push(`${memberNumber}+${emergencyCode}`),
      shownForMs: () => shownForMs,
      refuse: (notice) => refused.push(notice),
    });
  const type = (step: ChargeState['step'], text: string) => at(step).typed(text, { '*': () => shortcuts.push('*'), '/': () => shortcuts.push('/') });
  const shownFor = (ms: number) => {
    shownForMs = ms;
  };
  const dispatch = (event: TillEvent) => {
    till = tillStep(till, event);
  };
  return { at, type, dispatch, till: () => till, charges, paid, shortcuts, refused, shownFor };
}

it('an amount is typed, added up and presented on a bare numpad', () => {
  const till = scene();
  till.type('idle', '12.5+3-4');
  expect(padTotal(till.till().pad)).toBe(1650);
  till.at('idle').entered();
  expect(till.till().view).toBe('present');
});

it('a member number is typed at the payer’s turn and paid with Enter', () => {
  const till = scene();
  till.type('idle', '5');
  till.at('idle').entered();
  till.type('idle', '20269.');
  till.at('idle').entered();
  expect(till.paid).toEqual(['2026']);
});

it('an emergency code is typed behind the member number, pays when it is whole, and slash goes back to the number', () => {
  const till = scene();
  till.type('idle', '5');
  till.at('idle').entered();
  till.type('idle', '2026');
  till.dispatch({ type: 'panel', panel: 'emergency' });
  till.type('idle', '12x345');
  till.at('idle').entered();
  expect(till.paid).toEqual([]);
  till.type('idle', '9.67');
  till.at('idle').entered();
  expect(till.paid).toEqual(['2026+123456']);
  till.type('idle', '/');
  expect([till.till().panel, till.till().member, till.till().emergency]).toEqual(['member', '2026', '']);
});

it('slash goes back one step at a time, and the amount stays', () => {
  const till = scene();
  till.type('idle', '5');
  till.at('idle').entered();
  till.type('idle', '20');
  till.type('idle', '/');
  expect(till.till().panel).toBe('ways');
  till.type('idle', '/');
  expect(till.till().view).toBe('amount');
  expect(padTotal(till.till().pad)).toBe(500);
});

it('the next amount may be typed over an approved sale', () => {
  const till = scene();
  till.type('idle', '5');
  till.type('approved', '70');
  expect(till.charges).toEqual(['dismissed']);
  expect(padTotal(till.till().pad)).toBe(7000);
});

it('digits do not touch a declined sale; Enter tries again with the same amount, slash gives it up', () => {
  const till = scene();
  till.type('idle', '5');
  till.type('declined', '7');
  expect(padTotal(till.till().pad)).toBe(500);
  till.at('declined').entered();
  expect(till.till().view).toBe('present');
  till.type('declined', '/');
  expect(padTotal(till.till().pad)).toBe(0);
});

it('an Enter that comes with the result leaves it on the screen; a later one goes on', () => {
  const till = scene();
  till.type('idle', '5');
  till.shownFor(200);
  till.at('approved').entered();
  till.at('declined').entered();
  expect(till.charges).toEqual([]);
  till.shownFor(700);
  till.at('approved').entered();
  expect(till.charges).toEqual(['dismissed']);
});

it('Enter without an amount, or with one that was not taken whole, asks for it', () => {
  const till = scene();
  till.at('idle').entered();
  till.type('idle', '0.0');
  till.at('idle').entered();
  till.type('idle', '5/');
  till.at('idle').back();
  till.type('idle', '1234');
  till.at('idle').entered();
  expect(till.refused).toEqual(['amountFirst', 'amountFirst', 'amountRefused']);
  expect(till.till().view).toBe('amount');
});

it('no key does anything while the result is on its way', () => {
  const till = scene();
  till.type('idle', '5');
  for (const step of ['sending', 'asking'] as const) {
    till.type(step, '9/*');
    till.at(step).entered();
    till.at(step).back();
  }
  expect(padTotal(till.till().pad)).toBe(500);
  expect(till.charges).toEqual([]);
  expect(till.shortcuts).toEqual([]);
});

it('star and slash are shortcuts while the amount is typed', () => {
  const till = scene();
  till.type('idle', '*/');
  expect(till.shortcuts).toEqual(['*', '/']);
});
