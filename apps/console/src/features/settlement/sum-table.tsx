import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';

type Row = { key: string; name: string /** Opens the transactions of this day. */; day?: string; figures: readonly ReactNode[] };

/** Sums under headings, as they are printed too. */
export function SumTable(props: { title: string; headings: readonly string[]; rows: readonly Row[] }) {
  return (
    <Panel flush title={props.title}>
      <ScrollFrame className="plain-table-frame">
        <table className="plain-table">
          <thead>
            <tr>
              {props.headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.day ? <Link to={`?on=${row.day}`}>{row.name}</Link> : row.name}</th>
                {row.figures.map((figure, column) => (
                  <td key={props.headings[column + 1]}>{figure}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </Panel>
  );
}
