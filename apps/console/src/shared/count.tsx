/** A whole number, with commas between thousands; below nought for what was taken back. */
export function Count(props: { of: number }) {
  return <span className="number">{props.of.toLocaleString('en-US').replace('-', '−')}</span>;
}
