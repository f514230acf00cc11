/** What a finder of a card tries first: 111111, 123456, 987654, 121212, 111222, 123123, 112233, and days of birth. `pin` is six digits. */
export function isWeakPin(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, place) => (digit - (digits[place] ?? 0) + 10) % 10));
  const isRun = steps.size === 1 && [0, 1, 9].some((step) => steps.has(step));
  const [first, second] = [pin.slice(0, 3), pin.slice(3)];
  return isRun || new Set(pin).size <= 2 || first === second || isPairs(pin) || isDay(pin);
}

/** 112233 and 998877: three doubled digits, one step apart. */
function isPairs(pin: string): boolean {
  const match = /^(\d)\1(\d)\2(\d)\3$/.exec(pin);
  if (!match) return false;
  const [, one = 0, two = 0, three = 0] = match.map(Number);
  return two - one === three - two && Math.abs(two - one) <= 1;
}

/** A day as people write it: year, month, day, or day, month, year; or the whole year and the month. */
function isDay(pin: string): boolean {
  const [a = 0, b = 0, c = 0] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number);
  const isMonth = (month: number) => month >= 1 && month <= 12;
  const isMonthDay = (month: number, day: number) => isMonth(month) && day >= 1 && day <= 31;
  return isMonthDay(b, c) || isMonthDay(b, a) || ((a === 19 || a === 20) && isMonth(c));
}
