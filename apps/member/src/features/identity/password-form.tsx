import { errorKey } from '@tessera/ui';
import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { IconButton } from '../../shared/controls.tsx';
import { useTexts } from '../../shared/texts.ts';
import { Field } from './field.tsx';
import styles from './sign-in-page.module.css';
import { usePasswordSignIn } from './use-sign-in.ts';

/** User name and password. A link may bring the user name with it: `?user=`. */
export function PasswordForm() {
  const t = useTexts();
  const [params] = useSearchParams();
  const signIn = usePasswordSignIn();
  const [userName, setUserName] = useState(params.get('user') ?? '');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [incomplete, setIncomplete] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const missing = userName.trim() === '' || password === '';
    setIncomplete(missing);
    if (!missing) signIn.mutate({ userName, password });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field
        label={t('signIn.userName')}
        testId="user-name"
        value={userName}
        onChange={(event) => setUserName(event.target.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      <Field
        label={t('signIn.password')}
        testId="password"
        type={shown ? 'text' : 'password'}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="current-password"
        maxLength={128}
        aside={
          <IconButton
            icon={shown ? 'eyeOff' : 'eye'}
            label={t(shown ? 'signIn.hidePassword' : 'signIn.showPassword')}
            onClick={() => setShown(!shown)}
          />
        }
      />
      <p className={styles.problem} role="alert" data-testid="sign-in-problem">
        {incomplete ? t('signIn.incomplete') : signIn.isError ? t(errorKey(signIn.error)) : null}
      </p>
      <Button type="submit" wide busy={signIn.isPending} data-testid="sign-in">
        {t('action.signIn')}
      </Button>
    </form>
  );
}
