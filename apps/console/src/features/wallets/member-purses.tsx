import { useQuery } from '@tanstack/react-query';
import type { Purse } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Money, useNamed } from '@tessera/ui';
import { client } from '../../shared/api.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts } from '../../shared/page.tsx';
import { scopeWords } from '../../shared/scope-fields.tsx';
import { useTexts } from '../../shared/texts.ts';

/** What the wallet holds beside its cash: where and until when each purse pays. */
export function MemberPurses(props: { memberId: Id<'member'> }) {
  const t = useTexts();
  const named = useNamed();
  const { memberId } = props;
  const purses = useQuery({
    queryKey: ['wallets', memberId, 'purses'],
    queryFn: ({ signal }) => client.subsidies.listMemberPurses({ memberId }, { signal }),
  });
  if (purses.error) return <ErrorNotice error={purses.error} onRetry={() => purses.refetch()} />;
  const held = (purses.data?.purses ?? []).filter((purse) => !purse.isExpired || purse.balanceMinor > 0);
  if (held.length === 0) return null;
  return (
    <section className="member-purses" aria-label={t('subsidies.purses')} data-testid="member-purses">
      <Facts
        rows={held.map((purse) => ({
          label: named(purse.name),
          value: (
            <>
              <Money minor={purse.balanceMinor} /> <small className="quiet">{where(purse)}</small>
            </>
          ),
        }))}
      />
    </section>
  );

  function where({ scope, merchantNames, expiresOn }: Purse): string {
    const places = scopeWords(t, { scope, merchantNames });
    return expiresOn === null ? places : `${places} · ${t('subsidies.until', { day: expiresOn })}`;
  }
}
