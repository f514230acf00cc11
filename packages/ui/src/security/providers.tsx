import { useQuery } from '@tanstack/react-query';
import type { Session } from '@tessera/contract';
import type { SelfClient } from '@tessera/contract/client';
import { useEffect, useRef } from 'react';
import { useSettings } from '../settings.tsx';
import { Button, Problem, useAct } from './kit.tsx';
import { SecurityTexts, useSecurityTexts } from './texts.ts';

/** Where the browser comes back to from a provider, below the app's own root. */
export const CALLBACK_PATH = '/sign-in/callback';

type Named = { nameZh: string; nameEn: string };
export function useProviderName(): (provider: Named) => string {
  const { locale } = useSettings();
  return (provider) => (locale === 'en' ? provider.nameEn : provider.nameZh);
}

/** A button for each system that this app's people may sign in with; nothing where there is none. */
export function ProviderButtons(props: { client: SelfClient; place: 'phone' | 'desk'; returnTo: string }) {
  return (
    <SecurityTexts>
      <Buttons {...props} />
    </SecurityTexts>
  );
}

function Buttons({ client, place, returnTo }: { client: SelfClient; place: 'phone' | 'desk'; returnTo: string }) {
  const t = useSecurityTexts();
  const nameOf = useProviderName();
  const { data } = useQuery({ queryKey: ['sign-in-providers'], queryFn: () => client.onboarding.listSignInProviders(), staleTime: 60_000 });
  const start = useAct(
    (provider: string) => client.onboarding.startProviderSignIn({ provider, returnTo }),
    ({ url }) => location.assign(url),
  );
  if (!data || data.items.length === 0) return null;
  return (
    <div className={`sec sec-providers sec-${place}`}>
      <p className="sec-or">{t('security.orWith')}</p>
      {data.items.map((provider) => (
        <Button key={provider.key} look="plain" busy={start.isPending} onClick={() => start.mutate(provider.key)} testId={`provider-${provider.key}`}>
          {nameOf(provider)}
        </Button>
      ))}
      <Problem error={start.error} />
    </div>
  );
}

type ReturnProps = { client: SelfClient; place: 'phone' | 'desk'; onEnter: (session: Session, returnTo: string) => void; onBack: () => void };

/** Back from a provider: hands its answer to the server, once. */
export function ProviderReturn(props: ReturnProps) {
  return (
    <SecurityTexts>
      <Return {...props} />
    </SecurityTexts>
  );
}

function Return({ client, place, onEnter, onBack }: ReturnProps) {
  const t = useSecurityTexts();
  const begun = useRef(false);
  const finish = useAct(
    (query: URLSearchParams) =>
      client.onboarding.finishProviderSignIn({
        state: query.get('state') ?? '-',
        ...Object.fromEntries(['code', 'ticket', 'iss', 'error'].flatMap((key) => (query.get(key) === null ? [] : [[key, query.get(key) ?? '']]))),
      }),
    ({ session, returnTo }) => onEnter(session, returnTo),
  );
  const { mutate } = finish;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate(new URLSearchParams(location.search));
  }, [mutate]);
  return (
    <main className={`sec sec-step sec-${place}`} data-testid="provider-return" aria-busy={finish.isPending}>
      <h1>{t(finish.isError ? 'security.returnFailed' : 'security.returning')}</h1>
      <Problem error={finish.error} />
      {finish.isError ? (
        <Button onClick={onBack} testId="back-to-sign-in">
          {t('security.backToSignIn')}
        </Button>
      ) : null}
    </main>
  );
}
