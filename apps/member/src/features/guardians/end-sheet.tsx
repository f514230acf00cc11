import type { OwnChild } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { Button } from '../../shared/button.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import styles from './guardians.module.css';
import { useGuardianTexts } from './texts.ts';
import { useEndGuardianship } from './use-guardians.ts';

/** Asks once more before a guardianship ends. */
export function EndSheet(props: { guardianshipId: OwnChild['guardianshipId']; name: string; onClose: () => void }) {
  const t = useTexts();
  const g = useGuardianTexts();
  const toast = useToast();
  const end = useEndGuardianship();
  const act = () =>
    end.mutate(props.guardianshipId, {
      onSuccess: () => {
        toast(g('guard.ended'));
        props.onClose();
      },
    });
  return (
    <Sheet title={g('guard.endTitle', { name: props.name })} onClose={props.onClose} testId="end-guardianship-sheet">
      <div className={styles.sheet}>
        <p className={styles.note}>{g('guard.endNote', { name: props.name })}</p>
        <p className={styles.problem} role="alert">
          {end.isError ? t(errorKey(end.error)) : null}
        </p>
        <Button look="danger" wide busy={end.isPending} onClick={act} data-testid="end-guardianship">
          {g('guard.endAct')}
        </Button>
      </div>
    </Sheet>
  );
}
