import { memo } from 'react';
import { encode } from 'uqr';

/** Always black on white: a scanner knows no dark theme. */
export const QrCode = memo(function QrCode(props: { code: string; label: string; className: string | undefined; testId: string }) {
  const { data, size } = encode(props.code, { ecc: 'M', border: 0 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      className={props.className}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={props.label}
      data-testid={props.testId}
    >
      <path d={path} />
    </svg>
  );
});
