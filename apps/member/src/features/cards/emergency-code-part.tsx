import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EmergencyState } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { errorKey } from '@tessera/ui';
import { useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import styles from './emergency-code-part.module.css';

/** The code for a phone that is dead: one line, and a sheet that makes one. */
export function EmergencyCodePart() {
  const t = useTexts();
  const state = useQuery({ queryKey: keys.emergencyCode, queryFn: () => client.cards.getOwnEmergencyCode({}) });
  const [open, setOpen] = useState(false);
  if (!state.data) return null;
  return (
    <div className={styles.part}>
      <RowGroup>
        <Row icon="code" title={t('emergency.title')} aside={t(wordOf(state.data))} wrap onClick={() => setOpen(true)} testId="emergency-row" />
      </RowGroup>
      {open ? <EmergencySheet state={state.data} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function wordOf({ setAt, isBlocked, usedToday }: EmergencyState) {
  if (setAt === null) return 'emergency.unset';
  if (isBlocked) return 'emergency.blocked';
  return usedToday ? 'emergency.usedToday' : 'emergency.set';
}

function EmergencySheet(props: { state: EmergencyState; onClose: () => void }) {
  const t = useTexts();
  const toast = useToast();
  const queries = useQueryClient();
  const changed = () => queries.invalidateQueries({ queryKey: keys.emergencyCode });
  // The code is held by this sheet alone: closed, it is gone.
  const make = useMutation({ mutationFn: () => client.cards.setOwnEmergencyCode({}), gcTime: 0, onSuccess: changed });
  const remove = useMutation({
    mutationFn: () => client.cards.removeOwnEmergencyCode({}),
    onSuccess: async () => {
      await changed();
      toast(t('emergency.removed'));
      props.onClose();
    },
  });
  const error = make.error ?? remove.error;
  const isSet = props.state.setAt !== null;
  return (
    <Sheet title={t('emergency.title')} onClose={props.onClose} testId="emergency-sheet">
      <div className={styles.sheet}>
        <p>{t('emergency.why', { most: formatMoney(toMinor(props.state.mostMinor)) })}</p>
        {make.data ? (
          <>
            <output className={styles.code} aria-label={[...make.data.code].join(' ')} data-testid="emergency-code">
              {make.data.code.slice(0, 3)} {make.data.code.slice(3)}
            </output>
            <p className={styles.once}>{t('emergency.shownOnce')}</p>
            <Button wide onClick={props.onClose} data-testid="emergency-noted">
              {t('emergency.noted')}
            </Button>
          </>
        ) : (
          <>
            {isSet ? <p className={styles.quiet}>{t('emergency.renewWhy')}</p> : null}
            <Button wide busy={make.isPending} onClick={() => make.mutate()} data-testid="emergency-make">
              {t(isSet ? 'emergency.renew' : 'emergency.make')}
            </Button>
            {isSet ? (
              <Button look="quiet" wide busy={remove.isPending} onClick={() => remove.mutate()} data-testid="emergency-remove">
                {t('emergency.remove')}
              </Button>
            ) : null}
          </>
        )}
        {error ? (
          <p className={styles.problem} role="alert">
            {t(errorKey(error))}
          </p>
        ) : null}
      </div>
    </Sheet>
  );
}
