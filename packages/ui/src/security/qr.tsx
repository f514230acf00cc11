import { encode } from 'uqr';

/** Always black on white: a camera knows no dark theme. */
export function Qr(props: { text: string; label: string }) {
  const { data, size } = encode(props.text, { ecc: 'M', border: 0 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg className="sec-qr" viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={props.label}>
      <path d={path} />
    </svg>
  );
}
