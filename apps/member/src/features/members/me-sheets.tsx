import { useMutation, useQueryClient } from '@tanstack/react-query';
import { errorKey, Mark } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import styles from './me-page.module.css';

export function AboutSheet(props: { onClose: () => void }) {
  const t = useTexts();
  return (
    <Sheet title={t('me.about')} onClose={props.onClose} testId="about-sheet">
      <div className={styles.about}>
        <Mark size={56} />
        <strong>{t('about.name')}</strong>
        <p>{t('brand.line')}</p>
        <p>{t('about.what')}</p>
        <p>{t('about.licence')}</p>
      </div>
    </Sheet>
  );
}

export function SignOutSheet(props: { onClose: () => void }) {
  const t = useTexts();
  const signOut = useSignOut();
  return (
    <Sheet title={t('me.leaveTitle')} onClose={props.onClose} testId="sign-out-sheet">
      <div className={styles.leave}>
        <p>{t('me.leaveWhat')}</p>
        <Button look="danger" wide busy={signOut.isPending} onClick={() => signOut.mutate()} data-testid="sign-out-confirm">
          {t('action.signOut')}
        </Button>
        <Button look="quiet" wide onClick={props.onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </Sheet>
  );
}

function useSignOut() {
  const t = useTexts();
  const toast = useToast();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.identity.signOut(),
    onSuccess: async () => {
      await navigate('/', { replace: true });
      queries.setQueryData(keys.session, null);
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] });
    },
    onError: (error) => toast(t(errorKey(error))),
  });
}
