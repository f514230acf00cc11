import type { audit, ResponseOf } from '@tessera/contract';
import { exactTime } from '@tessera/ui';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useTexts } from '../../shared/texts.ts';

type Hour = ResponseOf<typeof audit.getSecurityOverview>['hours'][number];

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
/** Steps of the colour; the figure stands in the cell as well. */
const STEPS = 4;

/** Days down, hours of the operator's day across: what was refused in each, as a figure on a ground that deepens with it. */
export function HeatTable(props: { hours: readonly Hour[] }) {
  const t = useTexts();
  const cells = new Map(props.hours.map((hour) => [exactTime(hour.at).slice(0, 13), hour]));
  const days = [...new Set([...cells.keys()].map((key) => key.slice(0, 10)))].reverse();
  const most = Math.max(1, ...props.hours.map(refusedIn));
  return (
    <ScrollFrame className="plain-table-frame">
      <table className="heat">
        <caption className="hidden-word">{t('overview.byHour')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('overview.day')}</th>
            {HOURS.map((hour) => (
              <th scope="col" key={hour}>
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day}>
              <th scope="row">{day.slice(5)}</th>
              {HOURS.map((hour) => {
                const cell = cells.get(`${day} ${hour}`);
                return <Cell key={hour} hour={cell} most={most} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function Cell(props: { hour: Hour | undefined; most: number }) {
  const t = useTexts();
  const { hour, most } = props;
  if (!hour) return <td />;
  const count = refusedIn(hour);
  const step = count === 0 ? 0 : Math.ceil((count / most) * STEPS);
  return (
    <td className={`heat-${step}`} title={t('overview.cell', { signIns: hour.failedSignIns, tries: hour.refusedTries, reads: hour.sensitiveReads })}>
      {count === 0 ? <span className="quiet">·</span> : count}
    </td>
  );
}

function refusedIn(hour: Hour): number {
  return hour.failedSignIns + hour.refusedTries;
}
