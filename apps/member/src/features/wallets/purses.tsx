import type { Purse } from '@tessera/contract';
import { dayAfter } from '@tessera/kernel';
import { Money, useNamed, useSettings } from '@tessera/ui';
import { Chip } from '../../shared/controls.tsx';
import { dayOf, formatDay } from '../../shared/days.ts';
import { usePreferences } from '../../shared/preferences.tsx';
import { useOwnPurses } from '../../shared/queries.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useNow } from '../../shared/use-now.ts';
import styles from './purses.module.css';

/** How long before its last day a purse is marked. */
const SOON_DAYS = 7;

/** Money for a purpose: what is there, where it pays and until when. Nothing at all where there is none. */
export function Purses() {
  const t = useTexts();
  const named = useNamed();
  const { locale } = useSettings();
  const { balanceShown } = usePreferences();
  const purses = useOwnPurses();
  const today = dayOf(useNow(60_000));
  if (!purses.data || purses.data.length === 0) return null;
  return (
    <section aria-labelledby="purses-title" data-testid="purses">
      <h2 id="purses-title" className={styles.title}>
        {t('purses.title')}
      </h2>
      <RowGroup>
        {purses.data.map((purse) => (
          <Row
            key={purse.id}
            wrap
            title={named(purse.name)}
            note={
              <>
                {scopeWords(t, purse)}
                {purse.expiresOn ? (
                  <>
                    {' · '}
                    {t('purses.until', { day: formatDay(purse.expiresOn, locale, today) })}{' '}
                    {purse.expiresOn <= dayAfter(today, SOON_DAYS) ? <Chip tone="warn">{t('purses.soon')}</Chip> : null}
                  </>
                ) : null}
              </>
            }
            aside={balanceShown ? <Money minor={purse.balanceMinor} /> : '••••'}
            testId="purse"
          />
        ))}
      </RowGroup>
    </section>
  );
}

function scopeWords(t: ReturnType<typeof useTexts>, { scope, merchantNames }: Purse): string {
  if (scope.everywhere) return t('purses.everywhere');
  return [...scope.categories.map((category) => t(`purses.category.${category}`)), ...merchantNames.map(({ name }) => name)].join(t('purses.and'));
}
