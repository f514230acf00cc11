import { useQueryClient } from '@tanstack/react-query';
import { SecurityPage as Sections } from '@tessera/ui/security/index.ts';
import { useNavigate } from 'react-router';
import { client } from '../../shared/client.ts';
import { PageHeader } from '../../shared/controls.tsx';
import { keys } from '../../shared/queries.ts';
import { useTexts } from '../../shared/texts.ts';
import styles from './sign-in-page.module.css';

/** Password, e-mail, second factors, linked accounts and the devices where one is signed in. */
export function SecurityPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <main data-testid="own-security-page">
      <PageHeader title={t('me.security')} onBack={() => void navigate('/me')} />
      <div className={styles.security}>
        <Sections client={client} place="phone" onSession={(session) => queries.setQueryData(keys.session, session)} />
      </div>
    </main>
  );
}
