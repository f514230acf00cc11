import { ANONYMOUS_CARD_STATES, type AnonymousCard } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { App, Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { CARD_UID } from '../../shared/limits.ts';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { CardTabs } from './card-tabs.tsx';
import { RegisterCardDialog, TakeBackDialog } from './end-anonymous-card.tsx';
import { SellCardDialog } from './sell-card-dialog.tsx';
import { plainUid } from './uid-field.tsx';
import { useAnonymousCards } from './use-anonymous-cards.ts';

const FILTERS = ['q', 'state'] as const;
const TONES = { lent: 'brand', returned: 'quiet', registered: 'good' } as const satisfies Record<AnonymousCard['state'], Tone>;
type Asking = { act: 'sell' } | { act: 'takeBack' | 'register'; card: AnonymousCard };

/** The counter for cards without a name: hand out, top up, take back, register. A card that is laid on the reader is found by itself. */
export function AnonymousCardsPage() {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const { message } = App.useApp();
  const [asking, setAsking] = useState<Asking>();
  const [q, state] = [filters.get('q'), filters.pick('state', ANONYMOUS_CARD_STATES)];
  const list = useAnonymousCards({ ...(q && { q }), ...(state && { state }) });
  const scanned = q && CARD_UID.test(plainUid(q)) ? plainUid(q) : undefined;
  const close = (words?: string) => {
    if (words) message.success(words);
    setAsking(undefined);
  };
  const sell = can('anonymouscards.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setAsking({ act: 'sell' })} data-testid="sell-anonymous">
      {t('anonymous.sell')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('cards.anonymous')} note={t('anonymous.note')} actions={sell} />
      <CardTabs />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('anonymous.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={ANONYMOUS_CARD_STATES.map((one) => ({ value: one, label: t(`anonymous.state.${one}`) }))}
          />
        </FilterBar>
        <KeysetTable<AnonymousCard>
          list={list}
          columns={columns(t, { onAsk: can('anonymouscards.write') ? setAsking : undefined, mayTopUp: can('payments.topUp') })}
          rowKey={(card) => card.id}
          label={t('cards.anonymous')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('anonymous.empty')} hint={t('anonymous.emptyHint')} action={sell} />
            )
          }
          testId="anonymous-table"
        />
      </Panel>
      {asking?.act === 'sell' && <SellCardDialog onClose={close} {...(scanned && list.items.length === 0 && { uid: scanned })} />}
      {asking?.act === 'takeBack' && <TakeBackDialog card={latest(list.items, asking.card)} onClose={close} {...(scanned && { uid: scanned })} />}
      {asking?.act === 'register' && <RegisterCardDialog card={latest(list.items, asking.card)} onClose={close} {...(scanned && { uid: scanned })} />}
    </>
  );
}

/** As the list shows it by now: the balance may have moved while the question was open. */
function latest(items: readonly AnonymousCard[], card: AnonymousCard): AnonymousCard {
  return items.find(({ id }) => id === card.id) ?? card;
}

type Acting = { onAsk: ((asking: Asking) => void) | undefined; mayTopUp: boolean };

function columns(t: Texts, acting: Acting): NonNullable<TableProps<AnonymousCard>['columns']> {
  return [
    { title: t('field.card'), key: 'tail', render: (_, card) => <span className="mono">···· {card.tail}</span> },
    {
      title: t('anonymous.number'),
      key: 'number',
      render: (_, card) => (
        <Link className="cell-link number" to={`/members/${card.memberId}`}>
          {card.memberNumber}
        </Link>
      ),
    },
    { title: t('field.status'), key: 'state', render: (_, card) => <CardState card={card} /> },
    { title: t('anonymous.deposit'), key: 'deposit', align: 'right', render: (_, card) => <Money minor={card.depositMinor} /> },
    {
      title: t('wallet.balance'),
      key: 'balance',
      align: 'right',
      render: (_, card) => <Money minor={card.balanceMinor} />,
    },
    {
      title: t('anonymous.sold'),
      key: 'soldAt',
      render: (_, card) => (
        <span className="two-lines">
          <Time at={card.soldAt} />
          <small>{card.soldByName}</small>
        </span>
      ),
    },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      fixed: 'right',
      render: (_, card) => <Acts card={card} {...acting} />,
    },
  ];
}

function CardState({ card }: { card: AnonymousCard }) {
  const t = useTexts();
  const { state, cardStatus, registeredTo, paidMinor } = card;
  if (state === 'lent' && cardStatus !== 'active')
    return <Status tone={cardStatus === 'void' ? 'quiet' : 'warn'}>{t(`cardStatus.${cardStatus}`)}</Status>;
  return (
    <span className="two-lines">
      <Status tone={TONES[state]}>{t(`anonymous.state.${state}`)}</Status>
      {registeredTo && (
        <small>
          <Link className="cell-link" to={`/members/${registeredTo.memberId}`}>
            {registeredTo.name} <span className="number">{registeredTo.memberNumber}</span>
          </Link>
        </small>
      )}
      {state === 'returned' && paidMinor !== null && (
        <small>
          {t('anonymous.paidOut')} <Money minor={paidMinor + card.depositMinor} />
        </small>
      )}
    </span>
  );
}

function Acts({ card, onAsk, mayTopUp }: { card: AnonymousCard } & Acting) {
  const t = useTexts();
  if (card.state !== 'lent' || card.cardStatus !== 'active') return null;
  return (
    <span className="row-acts">
      {mayTopUp && (
        <Link className="act-link" to={`/top-up?member=${card.memberId}`} data-testid="anonymous-top-up">
          {t('nav.topUp')}
        </Link>
      )}
      {onAsk && (
        <>
          <Button size="small" onClick={() => onAsk({ act: 'takeBack', card })} data-testid="anonymous-take-back">
            {t('anonymous.takeBack')}
          </Button>
          <Button size="small" type="text" className="quiet-act" onClick={() => onAsk({ act: 'register', card })} data-testid="anonymous-register">
            {t('anonymous.register')}
          </Button>
        </>
      )}
    </span>
  );
}
