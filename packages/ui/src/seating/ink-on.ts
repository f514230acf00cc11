/** Black or white: of a ground of any colour, one of the two stands out 4.58 to 1 at least. */
const DARK = '#000000';
const LIGHT = '#ffffff';
const known = new Map<string, string>();

/** What is read on a ground of this colour, after WCAG; a colour that is not written in hexadecimals counts as dark. */
export function inkOn(ground: string): string {
  const before = known.get(ground);
  if (before) return before;
  const own = luminanceOf(ground);
  const ink = contrast(own, luminanceOf(DARK)) >= contrast(own, 1) ? DARK : LIGHT;
  known.set(ground, ink);
  return ink;
}

const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

function luminanceOf(color: string): number {
  const hex = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(color) ? color.slice(1) : '000000';
  const wide = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(wide.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
