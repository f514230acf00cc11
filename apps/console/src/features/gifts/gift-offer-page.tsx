import type { Gift, GiftOffer } from '@tessera/contract';
import { subtract, toMinor } from '@tessera/kernel';
import { Money, useNamed } from '@tessera/ui';
import { App, Button, Progress, Skeleton, Space, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { GiftOfferForm } from './gift-offer-form.tsx';
import { kindsWords, OfferState, termsWords } from './gift-words.tsx';
import { useGiftOffer, useGifts, useSwitchGiftOffer } from './use-gifts.ts';

export function GiftOfferPage() {
  const t = useTexts();
  const giftOfferId = readId<'giftOffer'>(useParams().giftOfferId);
  if (!giftOfferId) return <PageHeader title={t('nav.gifts')} note={t('gifts.offer_unknown')} />;
  return <OneOffer key={giftOfferId} giftOfferId={giftOfferId} />;
}

/** What it gives, how much of its budget is used, and who was given. */
function OneOffer(props: { giftOfferId: GiftOffer['id'] }) {
  const t = useTexts();
  const named = useNamed();
  const found = useGiftOffer(props.giftOfferId);
  const gifts = useGifts(props.giftOfferId);
  const offer = found.data;
  const back = { to: '/gift-offers', label: t('nav.gifts') };
  if (!offer) {
    return (
      <>
        <PageHeader title={t('nav.gifts')} back={back} />
        {found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />}
      </>
    );
  }
  return (
    <>
      <PageHeader title={named(offer.name)} badge={<OfferState state={offer.state} />} back={back} actions={<Acts offer={offer} />} />
      <div className="columns">
        <Panel title={t('gifts.list')} flush>
          <KeysetTable<Gift>
            list={gifts}
            columns={columns(t)}
            rowKey={(gift) => gift.id}
            label={t('gifts.list')}
            empty={<EmptyState title={t('gifts.noneGiven')} hint={t('gifts.noneGivenHint')} />}
            testId="gifts-table"
          />
        </Panel>
        <div className="stack">
          <Figures offer={offer} />
          <Panel title={t('gifts.terms')}>
            <Facts
              rows={[
                { label: t('gifts.kind'), value: termsWords(t, offer) },
                { label: t('gifts.days'), value: `${offer.beginsOn} – ${offer.endsOn}` },
                { label: t('gifts.who'), value: kindsWords(t, offer) },
                { label: t('gifts.frequency'), value: t(`giftFrequency.${offer.frequency}`) },
                { label: t('gifts.writtenBy'), value: offer.writtenByName ?? '—' },
                ...(offer.startedByName === null ? [] : [{ label: t('gifts.startedBy'), value: offer.startedByName }]),
              ]}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}

const FULL = 100;

function Figures({ offer }: { offer: GiftOffer }) {
  const t = useTexts();
  const used = subtract(toMinor(offer.givenMinor), toMinor(offer.returnedMinor));
  const rows = [
    { label: t('gifts.givenCount'), value: String(offer.givenCount) },
    { label: t('gifts.given'), value: <Money minor={offer.givenMinor} /> },
    { label: t('gifts.returned'), value: <Money minor={offer.returnedMinor} /> },
    { label: t('gifts.used'), value: <Money minor={used} /> },
    { label: t('gifts.budget'), value: offer.budgetMinor === null ? t('gifts.noBudget') : <Money minor={offer.budgetMinor} /> },
  ];
  return (
    <Panel title={t('gifts.figures')} testId="gift-figures">
      <Facts rows={rows} />
      {offer.budgetMinor !== null && (
        <Progress percent={Math.floor((used / offer.budgetMinor) * FULL)} status="normal" aria-label={t('gifts.budgetUsed')} />
      )}
    </Panel>
  );
}

function Acts({ offer }: { offer: GiftOffer }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const turn = useSwitchGiftOffer();
  const [editing, setEditing] = useState(false);
  if (!can('gifts.write')) return null;
  const act = offer.state === 'running' ? 'stop' : 'start';
  const isOthers = act === 'start' && offer.isOwn;
  const ask = () =>
    confirm({
      title: t(`gifts.${act}Title`),
      changes: [t(`gifts.${act}Change`)],
      ok: t(`gifts.${act}`),
      run: async () => {
        await turn.mutateAsync({ act, offer });
        message.success(t('saved'));
      },
    });
  return (
    <Space wrap>
      <Button onClick={() => setEditing(true)} data-testid="edit-gift-offer">
        {t('gifts.edit')}
      </Button>
      {isOthers ? (
        <span className="quiet" data-testid="somebody-else-starts">
          {t('gifts.somebodyElse')}
        </span>
      ) : (
        <Button type={act === 'start' ? 'primary' : 'default'} onClick={ask} data-testid={`${act}-gift-offer`}>
          {t(`gifts.${act}`)}
        </Button>
      )}
      {editing && <GiftOfferForm offer={offer} onClose={() => setEditing(false)} />}
    </Space>
  );
}

function columns(t: Texts): NonNullable<TableProps<Gift>['columns']> {
  return [
    { title: t('field.time'), key: 'at', render: (_, gift) => <Time at={gift.at} /> },
    {
      title: t('field.member'),
      key: 'member',
      render: (_, gift) => (
        <Link className="cell-link two-lines" to={`/members/${gift.memberId}`}>
          <span>{gift.memberName}</span>
          <small className="number">{gift.memberNumber}</small>
        </Link>
      ),
    },
    { title: t('gifts.paid'), key: 'paid', align: 'right', render: (_, gift) => <Money minor={gift.paidMinor} /> },
    { title: t('gifts.gift'), key: 'gift', align: 'right', render: (_, gift) => <Money minor={gift.giftMinor} /> },
    { title: t('gifts.returned'), key: 'returned', align: 'right', render: (_, gift) => <Money minor={gift.returnedMinor} /> },
  ];
}
