import type { Session } from '@tessera/contract';
import { Mark, useSettings } from '@tessera/ui';
import { lazy, Suspense, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { client } from '../../shared/client.ts';
import { IconButton, Segmented } from '../../shared/controls.tsx';
import { useTexts } from '../../shared/texts.ts';
import { PasswordForm } from './password-form.tsx';
import { PhoneForm } from './phone-form.tsx';
import styles from './sign-in-page.module.css';
import { useBeginSession, useSignInOptions } from './use-sign-in.ts';

const ForgotPassword = lazy(() => import('@tessera/ui/security/index.ts').then((all) => ({ default: all.ForgotPassword })));
const Register = lazy(() => import('@tessera/ui/security/index.ts').then((all) => ({ default: all.Register })));
const ProviderButtons = lazy(() => import('@tessera/ui/security/index.ts').then((all) => ({ default: all.ProviderButtons })));

/** The way in. It stands in place of the page that asked for it, so that one is back there afterwards. */
export function SignInPage(props: { expired: boolean }) {
  const t = useTexts();
  const [way, setWay] = useState<'password' | 'phone'>('password');
  const { aside, open, back, forget } = useAside();
  const { data: options } = useSignInOptions();
  const begin = useBeginSession();
  const { pathname } = useLocation();
  const enter = (session: Session) => {
    forget();
    begin(session);
  };
  if (aside !== null) {
    return (
      <Suspense fallback={<main className={styles.page} aria-busy="true" />}>
        {aside === 'forgot' ? (
          <ForgotPassword client={client} place="phone" onBack={back} />
        ) : (
          <Register client={client} onEnter={enter} onBack={back} />
        )}
      </Suspense>
    );
  }
  const byCode = options === undefined || options.phoneCode || options.emailCode;
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
        {byCode ? (
          <Segmented
            label={t('signIn.way')}
            value={way}
            choices={[
              { value: 'password', label: t('signIn.byPassword') },
              { value: 'phone', label: t('signIn.byPhone') },
            ]}
            onChange={setWay}
          />
        ) : null}
        {way === 'password' || !byCode ? <PasswordForm /> : <PhoneForm />}
        <Asides registers={options?.registerByPhone === true || options?.registerByEmail === true} onOpen={open} />
        <Suspense fallback={null}>
          <ProviderButtons client={client} place="phone" returnTo={pathname} />
        </Suspense>
      </div>
      <p className={styles.help}>{t('signIn.help')}</p>
    </main>
  );
}

type Aside = 'forgot' | 'register';

/** A step aside is an entry of the history: the phone's back button leads from it to the sign-in, not out of the app. */
function useAside() {
  const { pathname, state } = useLocation();
  const navigate = useNavigate();
  const asked: unknown = state?.aside;
  const aside: Aside | null = asked === 'forgot' || asked === 'register' ? asked : null;
  return {
    aside,
    open: (next: Aside) => void navigate(pathname, { state: { aside: next } }),
    back: () => void navigate(-1),
    /** Signing out later must not lead here again. */
    forget: () => void navigate(pathname, { replace: true, state: null }),
  };
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

/** Ways for who cannot sign in yet. */
function Asides(props: { registers: boolean; onOpen: (aside: Aside) => void }) {
  const t = useTexts();
  return (
    <div className={styles.asides}>
      <button type="button" onClick={() => props.onOpen('forgot')} data-testid="forgot">
        {t('signIn.forgot')}
      </button>
      <Link to="/family/accept" data-testid="invited-open">
        {t('family.invited')}
      </Link>
      {props.registers ? (
        <button type="button" onClick={() => props.onOpen('register')} data-testid="register-open">
          {t('signIn.register')}
        </button>
      ) : null}
    </div>
  );
}
