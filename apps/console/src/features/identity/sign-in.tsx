import { useMutation, useQuery } from '@tanstack/react-query';
import type { Session } from '@tessera/contract';
import { Mark } from '@tessera/ui';
import { Button, Form, Input, Segmented } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { client } from '../../shared/api.ts';
import { Appearance } from '../../shared/appearance.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import './sign-in.css';

const CodeForm = lazy(() => import('./code-form.tsx').then((m) => ({ default: m.CodeForm })));
const ForgotPassword = lazy(() => import('@tessera/ui/security/index.ts').then((m) => ({ default: m.ForgotPassword })));
const ProviderButtons = lazy(() => import('@tessera/ui/security/index.ts').then((m) => ({ default: m.ProviderButtons })));

type Way = 'password' | 'code';
type Credentials = { userName: string; password: string };

export function SignIn(props: { onEnter: (session: Session) => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { pathname, search, state } = useLocation();
  // An entry of the history, so that the back button leads from it to the sign-in.
  const forgot = state?.forgot === true;
  const [way, setWay] = useState<Way>('password');
  const { data: options } = useQuery({ queryKey: ['sign-in-options'], queryFn: () => client.identity.getSignInOptions(), staleTime: 60_000 });
  const byCode = options !== undefined && (options.phoneCode || options.emailCode);
  useEffect(() => {
    document.title = t('app.title');
  }, [t]);
  if (forgot) {
    return (
      <Suspense fallback={<div className="splash" />}>
        <ForgotPassword client={client} place="desk" onBack={() => void navigate(-1)} />
      </Suspense>
    );
  }
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="sign-in-brand">
          <Mark size={44} title={t('brand.name')} />
          <h1>{t('signIn.title')}</h1>
          <p>{t('signIn.note')}</p>
        </div>
        {byCode && <WayChoice way={way} onChange={setWay} />}
        {way === 'password' || !byCode ? (
          <PasswordForm onEnter={props.onEnter} />
        ) : (
          <Suspense fallback={<div className="sign-in-waits" aria-busy="true" />}>
            <CodeForm onEnter={props.onEnter} />
          </Suspense>
        )}
        <Button
          type="link"
          className="sign-in-forgot"
          onClick={() => void navigate(`${pathname}${search}`, { state: { forgot: true } })}
          data-testid="forgot"
        >
          {t('signIn.forgot')}
        </Button>
        <Suspense fallback={null}>
          <ProviderButtons client={client} place="desk" returnTo={pathname} />
        </Suspense>
      </div>
      {options?.merchantApplications && (
        <Link to="/apply" data-testid="apply">
          {t('signIn.apply')}
        </Link>
      )}
      <Appearance />
    </main>
  );
}

function WayChoice(props: { way: Way; onChange: (way: Way) => void }) {
  const t = useTexts();
  return (
    <Segmented<Way>
      block
      className="sign-in-way"
      aria-label={t('signIn.way')}
      value={props.way}
      options={[
        { value: 'password', label: t('signIn.byPassword') },
        { value: 'code', label: <span data-testid="way-code">{t('signIn.byCode')}</span> },
      ]}
      onChange={props.onChange}
    />
  );
}

function PasswordForm(props: { onEnter: (session: Session) => void }) {
  const t = useTexts();
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => client.identity.signInWithPassword(credentials),
    onSuccess: props.onEnter,
  });
  return (
    <Form<Credentials> layout="vertical" size="large" onFinish={(values) => signIn.mutate(values)} disabled={signIn.isPending}>
      <Form.Item name="userName" label={t('signIn.name')} rules={[{ required: true, whitespace: true, message: t('check.userNameNeeded') }]}>
        <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={254} data-testid="user-name" />
      </Form.Item>
      <Form.Item name="password" label={t('field.password')} rules={[{ required: true, message: t('check.passwordNeeded') }]}>
        <Input.Password autoComplete="current-password" maxLength={128} data-testid="password" />
      </Form.Item>
      <ErrorNotice error={signIn.error} />
      <Button type="primary" htmlType="submit" block loading={signIn.isPending} data-testid="sign-in">
        {t('action.signIn')}
      </Button>
    </Form>
  );
}
