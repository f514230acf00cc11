import { useQuery } from '@tanstack/react-query';
import type { SelfClient } from '@tessera/contract/client';
import { type ReactNode, useState } from 'react';
import { Button, Field, Form, Problem } from './kit.tsx';
import { useSecurityTexts } from './texts.ts';

export function useSignInOptions(client: SelfClient) {
  return useQuery({ queryKey: ['sign-in-options'], queryFn: () => client.identity.getSignInOptions(), staleTime: 60_000 });
}

type Props = {
  client: SelfClient;
  error: unknown;
  busy: boolean;
  submit: string;
  children?: ReactNode;
  /** What `children` ask for is not filled in yet. */
  waits?: boolean;
  onChoose: (password: string) => void;
};

/** A new password, typed twice, with what it must look like. `children` stand above it: a code, the present password. */
export function NewPassword(props: Props) {
  const t = useSecurityTexts();
  const { data: options } = useSignInOptions(props.client);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [fault, setFault] = useState<'identity.password_short' | 'security.passwordsDiffer' | null>(null);
  const policy = options?.password;
  const hint = [
    policy && t('security.passwordLength', { min: policy.minLength }),
    policy && policy.classes > 1 && t('security.passwordClasses', { min: policy.classes }),
    policy?.forbidsCommon && t('security.passwordCommon'),
  ];
  const submit = () => {
    const found = faultOf(password, again, policy?.minLength ?? 1);
    setFault(found);
    if (found === null) props.onChoose(password);
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
      {fault ? (
        <p className="sec-problem" role="alert" data-testid="password-fault">
          {t(fault)}
        </p>
      ) : (
        <Problem error={props.error} />
      )}
      <Button submit busy={props.busy} disabled={password === '' || again === '' || props.waits === true} testId="new-password-submit">
        {props.submit}
      </Button>
    </Form>
  );
}

function faultOf(password: string, again: string, minLength: number) {
  if ([...password].length < minLength) return 'identity.password_short';
  return password === again ? null : 'security.passwordsDiffer';
}
