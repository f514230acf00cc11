import type { Notice } from '@tessera/contract';
import { useTexts } from '../../shared/texts.ts';
import { type DiffLine, lineDiff } from './line-diff.ts';

/** Only what changed, with the sign and a word for those who do not see the colour. */
export function LineDiff(props: { before: Notice; after: Notice }) {
  const t = useTexts();
  const { before, after } = props;
  const languages = [
    { lang: 'zh-CN', lines: changed(lineDiff(before.bodyZh, after.bodyZh)) },
    { lang: 'en', lines: changed(lineDiff(before.bodyEn, after.bodyEn)) },
  ];
  if (languages.every(({ lines }) => lines.length === 0)) return <p>{t('notices.differenceNone', { version: before.version })}</p>;
  return (
    <div className="notice-pair">
      {languages.map(({ lang, lines }) => (
        <ul key={lang} className="line-diff" lang={lang}>
          {lines.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same line may be removed here and added there
            <li key={place} className={`diff-${line.kind}`} aria-label={`${t(`notices.${line.kind}`)}: ${line.text}`}>
              {line.kind === 'added' ? '+ ' : '− '}
              {line.text}
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}

type ChangedLine = DiffLine & { kind: 'added' | 'removed' };

function changed(lines: readonly DiffLine[]): ChangedLine[] {
  return lines.filter((line): line is ChangedLine => line.kind !== 'same' && line.text.trim() !== '');
}
