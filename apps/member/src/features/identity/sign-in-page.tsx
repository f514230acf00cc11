import { Mark, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { IconButton, Segmented } from '../../shared/controls.tsx';
import { useTexts } from '../../shared/texts.ts';
import { PasswordForm } from './password-form.tsx';
import { PhoneForm } from './phone-form.tsx';
import styles from './sign-in-page.module.css';

/** The way in. It stands in place of the page that asked for it, so that one is back there afterwards. */
export function SignInPage(props: { expired: boolean }) {
  const t = useTexts();
  const [way, setWay] = useState<'password' | 'phone'>('password');
  return (
    <main className={styles.page} data-testid="sign-in-page">
      <Corner />
      <div className={styles.brand}>
        <Mark size={64} />
        <h1>{t('brand.name')}</h1>
        <p>{t('brand.line')}</p>
      </div>
      <div className={styles.card}>
        {props.expired ? (
          <p className={styles.expired} role="status" data-testid="session-expired">
            {t('signIn.expired')}
          </p>
        ) : null}
        <Segmented
          label={t('signIn.way')}
          value={way}
          choices={[
            { value: 'password', label: t('signIn.byPassword') },
            { value: 'phone', label: t('signIn.byPhone') },
          ]}
          onChange={setWay}
        />
        {way === 'password' ? <PasswordForm /> : <PhoneForm />}
      </div>
      <p className={styles.help}>{t('signIn.help')}</p>
    </main>
  );
}

/** Language and theme, before anyone is known. */
function Corner() {
  const t = useTexts();
  const { locale, setLocale, scheme, setTheme } = useSettings();
  return (
    <div className={styles.corner}>
      <button
        type="button"
        className={styles.language}
        onClick={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}
        lang={locale === 'en' ? 'zh-CN' : 'en'}
        data-testid="language-switch"
      >
        {locale === 'en' ? '中文' : 'English'}
      </button>
      <IconButton
        icon="theme"
        label={t(scheme === 'dark' ? 'signIn.toLight' : 'signIn.toDark')}
        onClick={() => setTheme(scheme === 'dark' ? 'light' : 'dark')}
        testId="theme-switch"
      />
    </div>
  );
}
