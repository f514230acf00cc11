import type { InvitationStanding } from '@tessera/contract';
import { Link } from 'react-router';
import { EmptyState } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { InvitedPerson } from './use-guardians.ts';

const NAMES_SHOWN = 20;
/** Whom slips are for first. */
const STANDINGS = ['none', 'open', 'guarded', 'birth_date_missing', 'not_minor'] as const satisfies readonly InvitationStanding[];

/** How many of the chosen departments have a guardian, a code, or neither, and whose birthday has to be found out first. */
export function InvitationStandings(props: { items: readonly InvitedPerson[] }) {
  const t = useTexts();
  const { items } = props;
  const of = (standing: InvitationStanding) => items.filter((one) => one.standing === standing);
  const unknown = of('birth_date_missing');
  if (items.length === 0) return <EmptyState compact title={t('guardians.nobodyThere')} hint={t('guardians.nobodyThereHint')} />;
  return (
    <>
      <dl className="class-standings" data-testid="class-standings">
        {STANDINGS.map((standing) => (
          <div key={standing} className={standing === 'none' ? 'class-standing-main' : undefined}>
            <dt>{t(`guardians.standing.${standing}`)}</dt>
            <dd className="number" data-testid={`standing-${standing}`}>
              {t('imports.number', { count: of(standing).length })}
            </dd>
          </div>
        ))}
      </dl>
      {unknown.length > 0 && (
        <p className="quiet">
          {t('guardians.unknownBirthDays')}{' '}
          {unknown.slice(0, NAMES_SHOWN).map((one, at) => (
            <span key={one.memberId}>
              {at > 0 && ' · '}
              <Link to={`/members/${one.memberId}`}>{one.name}</Link>
            </span>
          ))}
          {unknown.length > NAMES_SHOWN && ` ${t('guardians.andMore', { count: unknown.length - NAMES_SHOWN })}`}
        </p>
      )}
    </>
  );
}
