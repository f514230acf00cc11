import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useTexts } from '../../shared/texts.ts';
import './audit.css';

type Side = Readonly<Record<string, unknown>> | null;

/** Before and after, field by field; what changed stands first and is marked by a word, not only by a colour. */
export function Difference(props: { before: Side; after: Side }) {
  const t = useTexts();
  const { before, after } = props;
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (names.length === 0) return <p className="quiet diff-none">{t('audit.noDetails')}</p>;
  const rows = names
    .map((name) => ({ name, before: show(before?.[name]), after: show(after?.[name]) }))
    .map((row) => ({ ...row, changed: row.before !== row.after }))
    .sort((a, b) => Number(b.changed) - Number(a.changed));
  return (
    <ScrollFrame className="plain-table-frame diff">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('audit.field')}</th>
            <th scope="col">{t('audit.before')}</th>
            <th scope="col">{t('audit.after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className={row.changed ? 'diff-changed' : 'diff-same'}>
              <th scope="row" className="mono">
                {row.name}
              </th>
              <td className="mono">{row.changed && row.before !== '' ? <del>{row.before}</del> : row.before}</td>
              <td className="mono">{row.changed && row.after !== '' ? <ins>{row.after}</ins> : row.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function show(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
