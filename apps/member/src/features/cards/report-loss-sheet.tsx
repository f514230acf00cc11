import type { Card } from '@tessera/contract';
import { errorKey } from '@tessera/ui';
import { useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { Blank } from '../../shared/controls.tsx';
import { useOwnCards } from '../../shared/queries.ts';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import styles from './report-loss-sheet.module.css';
import { useFreeze } from './use-cards.ts';

/**
 * Which card is lost, and what will happen: one more tap and it is refused everywhere. `cardId` is chosen already, where one was meant.
 * The act lives here and not in the form: the cards may be read anew, none of them usable, before its answer has closed the sheet.
 */
export function ReportLossSheet(props: { cardId: string | null; onClose: () => void }) {
  const t = useTexts();
  const cards = useOwnCards();
  const freeze = useFreeze();
  const usable = cards.data?.items.filter((card) => card.status === 'active') ?? [];
  return (
    <Sheet title={t('loss.title')} onClose={props.onClose} testId="report-loss-sheet">
      {cards.isPending ? (
        <p>{t('state.loading')}</p>
      ) : usable.length === 0 && freeze.isIdle ? (
        <Blank icon="freeze" title={t('loss.none')} text={t('loss.noneWhy')} />
      ) : (
        <LossForm cards={usable} cardId={props.cardId} freeze={freeze} onClose={props.onClose} />
      )}
    </Sheet>
  );
}

function LossForm(props: { cards: Card[]; cardId: string | null; freeze: ReturnType<typeof useFreeze>; onClose: () => void }) {
  const t = useTexts();
  const toast = useToast();
  const { freeze } = props;
  const [chosen, setChosen] = useState(() => firstChoice(props.cards, props.cardId));
  const toggle = (cardId: Card['id']) =>
    setChosen((before) => (before.includes(cardId) ? before.filter((id) => id !== cardId) : [...before, cardId]));
  const submit = () => {
    freeze.mutate(chosen, {
      onSuccess: () => {
        toast(t('loss.done', { count: chosen.length }));
        props.onClose();
      },
    });
  };
  return (
    <div className={styles.form}>
      <p className={styles.what}>{t('loss.what')}</p>
      <fieldset className={styles.cards}>
        <legend>{t('loss.which')}</legend>
        {props.cards.map((card) => (
          <label key={card.id} className={styles.card}>
            <input type="checkbox" checked={chosen.includes(card.id)} onChange={() => toggle(card.id)} data-testid={`loss-${card.kind}`} />
            <span>
              <strong>
                {t(`card.${card.kind}`)} ···{card.tail}
              </strong>
              <small>{t(`loss.${card.kind}`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {freeze.isError ? (
        <p className={styles.problem} role="alert">
          {t(errorKey(freeze.error))}
        </p>
      ) : null}
      <Button look="danger" wide disabled={chosen.length === 0} busy={freeze.isPending} onClick={submit} data-testid="loss-confirm">
        {t('loss.confirm', { count: chosen.length })}
      </Button>
      <Button look="quiet" wide onClick={props.onClose}>
        {t('action.cancel')}
      </Button>
    </div>
  );
}

/** The card that was meant, else the physical ones: those are what gets lost. */
function firstChoice(cards: readonly Card[], cardId: string | null): Card['id'][] {
  const meant = cards.filter((card) => card.id === cardId);
  const physical = cards.filter((card) => card.kind === 'physical');
  const chosen = meant.length > 0 ? meant : physical.length > 0 ? physical : cards;
  return chosen.map((card) => card.id);
}
