import type { Card } from '@tessera/contract';
import { Button } from 'antd';
import { useCan } from '../../shared/session.tsx';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useCardActs } from './use-cards.ts';

const TONES = { active: 'good', frozen: 'warn', void: 'quiet' } as const satisfies Record<Card['status'], Tone>;

export function CardStatus(props: { card: Card }) {
  const t = useTexts();
  return <Status tone={TONES[props.card.status]}>{t(`cardStatus.${props.card.status}`)}</Status>;
}

export function CardActs(props: { card: Card }) {
  const t = useTexts();
  const can = useCan();
  const ask = useCardActs();
  const { card } = props;
  if (!(can('cards.write') || can('cards.issue')) || card.status === 'void') return null;
  const turn = card.status === 'active' ? 'freeze' : 'unfreeze';
  const named = { tail: card.tail };
  return (
    <span className="row-acts">
      <Button
        size="small"
        aria-label={`${t(`cards.${turn}`)} ${t('cards.tail', named)}`}
        onClick={() => ask(turn, card)}
        data-testid={`card-${turn}`}
      >
        {t(`cards.${turn}`)}
      </Button>
      {can('cards.write') && !card.isAnonymous && (
        <Button
          size="small"
          type="text"
          className="quiet-act"
          aria-label={`${t('cards.void')} ${t('cards.tail', named)}`}
          onClick={() => ask('void', card)}
          data-testid="card-void"
        >
          {t('cards.void')}
        </Button>
      )}
    </span>
  );
}
