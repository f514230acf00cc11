import type { PointsLot, PointsProgramme, PointsRound } from '@tessera/contract';
import type { ReactNode } from 'react';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

/** A whole number with commas between thousands. */
export function formatPoints(points: number): string {
  return points.toLocaleString('en-US');
}

export function Points(props: { points: number }) {
  return <span className="number">{formatPoints(props.points)}</span>;
}

/** Fen of a thousand points are hundred-thousandths of a yuan a point. */
const PER_YUAN = 100_000;
const DECIMALS = 5;
export const PRICE_TEXT = /^\d{1,4}(?:\.\d{1,5})?$/;

/** 95000 is `0.95`: yuan a point, with no more digits than it has. */
export function priceText(pricePerThousand: number): string {
  const [whole = '0', part = ''] = (pricePerThousand / PER_YUAN).toFixed(DECIMALS).split('.');
  return `${whole}.${part.replace(/0+$/, '').padEnd(2, '0')}`;
}

/** What was typed as yuan a point, exactly; undefined when it is no such price. */
export function readPrice(text: string | undefined): number | undefined {
  const typed = text?.trim() ?? '';
  if (!PRICE_TEXT.test(typed)) return undefined;
  const [whole = '0', part = ''] = typed.split('.');
  return Number(whole) * PER_YUAN + Number(part.padEnd(DECIMALS, '0'));
}

/** Names and values of things of which two may have the same name. */
export function Lines(props: { rows: readonly { id: string; label: string; value: ReactNode }[] }) {
  return (
    <dl className="facts facts-1">
      {props.rows.map((row) => (
        <div key={row.id}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function useExpiryWords(): (expiry: PointsProgramme['expiry']) => string {
  const t = useTexts();
  return (expiry) =>
    expiry.kind === 'year' ? t('loyalty.untilYear', { year: String(expiry.year) }) : t('loyalty.monthsLong', { months: expiry.months });
}

const STATUS_TONES = { proposed: 'warn', open: 'good', closed: 'quiet' } as const satisfies Record<PointsProgramme['status'], Tone>;

export function PointsStatus(props: { status: PointsProgramme['status'] }) {
  const t = useTexts();
  return <Status tone={STATUS_TONES[props.status]}>{t(`pointsStatus.${props.status}`)}</Status>;
}

const ROUND_TONES = { granting: 'brand', done: 'good', taking_back: 'brand', taken_back: 'quiet' } as const satisfies Record<
  PointsRound['state'],
  Tone
>;

export function PointsRoundState(props: { state: PointsRound['state'] }) {
  const t = useTexts();
  return <Status tone={ROUND_TONES[props.state]}>{t(`pointsRoundState.${props.state}`)}</Status>;
}

const LOT_TONES = { pending: 'brand', active: 'good', expired: 'quiet', taken_back: 'quiet' } as const satisfies Record<PointsLot['state'], Tone>;

export function LotState(props: { state: PointsLot['state'] }) {
  const t = useTexts();
  return <Status tone={LOT_TONES[props.state]}>{t(`lotState.${props.state}`)}</Status>;
}

/** What a round is called: the label of its file, or how it came about. A rule's label is for the machine. */
export function useRoundName(): (round: PointsRound) => string {
  const t = useTexts();
  return (round) => (round.source === 'file' && round.label ? round.label : t(`pointsSource.${round.source}`));
}
