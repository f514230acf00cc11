import { useMutation } from '@tanstack/react-query';
import type { Card, Member } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Alert, App, Button, Modal } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { CardStatus } from './card-acts.tsx';
import { IdentityForm } from './identity-form.tsx';
import { ReissueForm } from './reissue-form.tsx';
import { useCardsChanged } from './use-cards.ts';

type Proof = Id<'identityCheck'>;

/** Help for a holder who calls or stands at the counter: who it is first, then what is to be done. */
export function DeskDialog(props: { member: Member; cards: readonly Card[]; onClose: () => void }) {
  const t = useTexts();
  const [proof, setProof] = useState<Proof | null>(null);
  const [reissued, setReissued] = useState<Card | null>(null);
  return (
    <Modal open title={t('desk.title', { name: props.member.name })} footer={null} onCancel={props.onClose} width={560} data-testid="desk">
      {proof === null && <IdentityForm memberId={props.member.id} onPassed={setProof} />}
      {proof !== null && reissued && <ReissueForm card={reissued} identityCheckId={proof} onBack={() => setReissued(null)} onDone={props.onClose} />}
      {proof !== null && !reissued && <DeskActs member={props.member} cards={props.cards} proof={proof} onReissue={setReissued} />}
    </Modal>
  );
}

function DeskActs(props: { member: Member; cards: readonly Card[]; proof: Proof; onReissue: (card: Card) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const changed = useCardsChanged();
  const { proof, member } = props;
  const turn = useMutation({
    mutationFn: ({ card, act }: { card: Card; act: 'reportLoss' | 'takeBackLoss' }) => client.cards[act]({ cardId: card.id, identityCheckId: proof }),
    onSuccess: async (card, { act }) => {
      await changed();
      message.success(t(act === 'reportLoss' ? 'desk.lossDone' : 'desk.foundDone', { tail: card.tail }));
    },
  });
  const emergency = useMutation({ mutationFn: () => client.cards.setEmergencyCode({ memberId: member.id, identityCheckId: proof }), gcTime: 0 });
  const useful = props.cards.filter((card) => card.status !== 'void' || card.kind === 'physical');
  return (
    <>
      <Alert type="success" showIcon title={t('desk.passed')} />
      {useful.length === 0 && <p className="form-note">{t('desk.noCards')}</p>}
      <ul className="rows">
        {useful.map((card) => (
          <li key={card.id}>
            <Icon name="cards" />
            <span className="grow">
              {t(`card.${card.kind}`)} <span className="mono">···· {card.tail}</span>
            </span>
            <CardStatus card={card} />
            <span className="row-acts">
              {card.status === 'active' && (
                <Button size="small" danger loading={turn.isPending} onClick={() => turn.mutate({ card, act: 'reportLoss' })} data-testid="desk-loss">
                  {t('desk.loss')}
                </Button>
              )}
              {card.status === 'frozen' && (
                <Button size="small" loading={turn.isPending} onClick={() => turn.mutate({ card, act: 'takeBackLoss' })} data-testid="desk-found">
                  {t('desk.found')}
                </Button>
              )}
              {card.kind === 'physical' && (
                <Button size="small" onClick={() => props.onReissue(card)} data-testid="desk-reissue">
                  {t('desk.reissue')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Button loading={emergency.isPending} onClick={() => emergency.mutate()} data-testid="desk-emergency">
        {t('desk.emergency')}
      </Button>
      {emergency.data && (
        <>
          <output className="desk-code desk-block">{emergency.data.code}</output>
          <p className="form-note">{t('desk.emergencyOnce')}</p>
        </>
      )}
      <ErrorNotice error={turn.error ?? emergency.error} />
    </>
  );
}
