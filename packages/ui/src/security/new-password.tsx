import { useQuery } from '@tanstack/react-query';
import type { Client } from '@tessera/contract/client';
import { type ReactNode, useState } from 'react';
import { Button, Field, Form, Problem } from './kit.tsx';
import { useSecurityTexts } from './texts.ts';

export function useSignInOptions(client: Client) {
  return useQuery({ queryKey: ['sign-in-options'], queryFn: () => client.identity.getSignInOptions(), staleTime: 60_000 });
}

type Props = { client: Client; error: unknown; busy: boolean; submit: string; children?: ReactNode; onChoose: (password: string) => void };

/** A new password, typed twice, with what it must look like. `children` stand above it: a code, the present password. */
export function NewPassword(props: Props) {
  const t = useSecurityTexts();
  const { data: options } = useSignInOptions(props.client);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [differs, setDiffers] = useState(false);
  const policy = options?.password;
  const hint = [
    policy && t('security.passwordLength', { min: policy.minLength }),
    policy && policy.classes > 1 && t('security.passwordClasses', { min: policy.classes }),
    policy?.forbidsCommon && t('security.passwordCommon'),
  ];
  const submit = () => {
    setDiffers(password !== again);
    if (password === again && password !== '') props.onChoose(password);
  };
  const common = { type: 'password', autoComplete: 'new-password', maxLength: 128 } as const;
  return (
    <Form onSubmit={submit} testId="new-password-form">
      {props.children}
      <Field
        {...common}
        label={t('security.newPassword')}
        hint={hint.filter(Boolean).join(' ')}
        value={password}
        onText={setPassword}
        testId="new-password"
      />
      <Field {...common} label={t('security.newPasswordAgain')} value={again} onText={setAgain} testId="new-password-again" />
      {differs ? (
        <p className="sec-problem" role="alert">
          {t('security.passwordsDiffer')}
        </p>
      ) : (
        <Problem error={props.error} />
      )}
      <Button submit busy={props.busy} disabled={password === '' || again === ''} testId="new-password-submit">
        {props.submit}
      </Button>
    </Form>
  );
}
