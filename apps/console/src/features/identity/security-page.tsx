import { SecurityPage as Sections } from '@tessera/ui/security/index.ts';
import { client, queryClient, SESSION_KEY } from '../../shared/api.ts';
import { PageHeader } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import './security.css';

/** One's own password, e-mail, second factors, linked accounts and sessions. */
export function SecurityPage() {
  const t = useTexts();
  return (
    <>
      <PageHeader title={t('ownSecurity.title')} note={t('ownSecurity.note')} />
      <div className="own-security">
        <Sections client={client} place="desk" onSession={(session) => queryClient.setQueryData(SESSION_KEY, session)} />
      </div>
    </>
  );
}
