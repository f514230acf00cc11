import { useQuery, useQueryClient } from '@tanstack/react-query';
import { minuteOf } from '../times.ts';
import { Button, Item, Problem, Section, useAct } from './kit.tsx';
import { useProviderName } from './providers.tsx';
import type { SectionProps } from './security-page.tsx';
import { useSecurityTexts } from './texts.ts';

const KEY = ['own-links'];

/** Accounts at other systems; nothing where the installation has none. */
export function LinkSection({ client, onChanged }: SectionProps) {
  const t = useSecurityTexts();
  const nameOf = useProviderName();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: KEY, queryFn: () => client.onboarding.listOwnLinks() });
  const returnTo = location.pathname.replace(/^\/(member|console)/, '') || '/';
  const start = useAct(
    (provider: string) => client.onboarding.startProviderLink({ provider, returnTo }),
    ({ url }) => location.assign(url),
  );
  const remove = useAct(
    (provider: string) => client.onboarding.removeOwnLink({ provider }),
    () => {
      void queries.invalidateQueries({ queryKey: KEY });
      onChanged();
    },
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t('security.links')} note={t('security.linksNote')} testId="link-section">
      <ul className="sec-list">
        {data.items.map((link) => (
          <Item
            key={link.provider}
            title={nameOf(link)}
            note={link.linkedAt ? t('security.linkedAs', { label: link.label ?? '', at: minuteOf(link.linkedAt) }) : t('security.notLinked')}
            testId={`link-${link.provider}`}
          >
            {link.linkedAt ? (
              <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(link.provider)} testId="remove-link">
                {t('security.remove')}
              </Button>
            ) : (
              <Button look="plain" busy={start.isPending} onClick={() => start.mutate(link.provider)} testId="start-link">
                {t('security.link')}
              </Button>
            )}
          </Item>
        ))}
      </ul>
      <Problem error={start.error ?? remove.error} />
    </Section>
  );
}
