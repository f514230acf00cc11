import type { WholeRedemption } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Money, useNamed } from '@tessera/ui';
import { Button, Drawer, Image, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts } from '../../shared/page.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { AnswerBooking } from './answer-booking.tsx';
import { GiveBack } from './give-back.tsx';
import './redemptions.css';
import { TONES, usePhoto, useRedemption } from './use-redemptions.ts';

const WIDTH_PX = 480;
type Row = { label: string; value: ReactNode };

/** One redemption over the list: all that was given and came back, and giving more of it back. */
export function RedemptionDrawer(props: { redemptionId: string; onClose: () => void }) {
  const t = useTexts();
  const redemptionId = readId<'redemption'>(props.redemptionId);
  const query = useRedemption(redemptionId);
  return (
    <Drawer open title={t('redemptions.one')} size={WIDTH_PX} onClose={props.onClose} data-testid="redemption-drawer">
      {!redemptionId && <EmptyState compact title={t('redemptions.unknown')} />}
      {query.isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      {query.data && <Detail redemption={query.data} />}
    </Drawer>
  );
}

function Detail({ redemption }: { redemption: WholeRedemption }) {
  const t = useTexts();
  const [returning, setReturning] = useState(false);
  const sources = useSourceRows(redemption);
  const returns = useReturnRows(redemption);
  return (
    <>
      <div className="redemption-head">
        <span className="redemption-name">
          {redemption.itemName}
          {redemption.quantity > 1 && ` × ${redemption.quantity}`}
        </span>
        <Status tone={TONES[redemption.state]}>{t(`redemption.state.${redemption.state}`)}</Status>
      </div>
      <Facts rows={factsOf(t, redemption)} />
      {redemption.mayAnswer && <AnswerBooking redemption={redemption} />}
      <Part title={t('redemptions.sources')} rows={sources} />
      <Part title={t('redemptions.returns')} rows={returns} />
      {redemption.photoIds.length > 0 && <Photos ids={redemption.photoIds} />}
      {redemption.mayReturn && !returning && (
        <Button block danger className="redemption-back" onClick={() => setReturning(true)} data-testid="redemption-return">
          {t('redemptions.giveBack')}
        </Button>
      )}
      {redemption.mayReturn && returning && <GiveBack redemption={redemption} onClose={() => setReturning(false)} />}
    </>
  );
}

function Part({ title, rows }: { title: string; rows: Row[] }) {
  if (rows.length === 0) return null;
  return (
    <section className="redemption-part">
      <h2>{title}</h2>
      <Facts rows={rows} />
    </section>
  );
}

function factsOf(t: Texts, redemption: WholeRedemption): Row[] {
  const { quantity, returnedQuantity, shopName, wishedAt, takenAt, answerBy, answeredAt, dueMinor } = redemption;
  const place = [redemption.merchantName, shopName, redemption.terminalName].filter(Boolean).join(' · ');
  const rows: (Row | false)[] = [
    { label: t('redemptions.number'), value: <span className="number">{redemption.number}</span> },
    { label: t('field.time'), value: <Time exact at={redemption.at} /> },
    { label: t('redemptions.way'), value: t(`redemption.way.${redemption.way}`) },
    { label: t('redemptions.member'), value: `${redemption.memberName} · ${redemption.memberNumber}` },
    { label: t('field.merchant'), value: place },
    {
      label: t('redemptions.quantity'),
      value: returnedQuantity > 0 ? t('redemptions.quantityOf', { quantity, returned: returnedQuantity }) : quantity,
    },
    { label: t('redemptions.points'), value: <span className="number">{redemption.points.toLocaleString('en-US')}</span> },
    { label: t('redemptions.money'), value: <Money minor={redemption.cashMinor} /> },
    ...(redemption.discountMinor > 0 ? [{ label: t('redemptions.discount'), value: <Money minor={redemption.discountMinor} /> }] : []),
    dueMinor !== null && { label: t('redemptions.due'), value: <Money minor={dueMinor} /> },
    wishedAt !== null && { label: t('redemptions.wishedAt'), value: <Time exact at={wishedAt} /> },
    redemption.state === 'asked' && answerBy !== null && { label: t('redemptions.answerBy'), value: <Time exact at={answerBy} /> },
    answeredAt !== null && {
      label: t('redemptions.answered'),
      value: (
        <>
          <Time exact at={answeredAt} /> {redemption.answeredByName}
        </>
      ),
    },
    takenAt !== null && { label: t('redemptions.takenAt'), value: <Time exact at={takenAt} /> },
    redemption.state === 'waiting' && redemption.expiresOn !== null && { label: t('redemptions.expiresOn'), value: redemption.expiresOn },
    redemption.note !== '' && { label: t('redemptions.noteOf'), value: redemption.note },
  ];
  return rows.filter((row) => row !== false);
}

function useSourceRows({ sources }: WholeRedemption): Row[] {
  const t = useTexts();
  const named = useNamed();
  return sources.map((source) => ({
    label: named(source.programmeName),
    value: (
      <span className="two-lines">
        <span className="number">
          {t('redemption.points', { count: source.points })}
          {source.returnedPoints > 0 && ` · ${t('redemptions.back', { count: source.returnedPoints })}`}
        </span>
        <small>{source.issuerName}</small>
        {source.priceMinor !== null && (
          <small>
            {t('redemptions.price')} <Money minor={source.priceMinor} />
          </small>
        )}
        {source.costMinor !== null && (
          <small>
            {t('redemptions.cost')} <Money minor={source.costMinor} />
          </small>
        )}
      </span>
    ),
  }));
}

function useReturnRows({ returns }: WholeRedemption): Row[] {
  const t = useTexts();
  return returns.map((back) => ({
    label: t(`redemptions.kind.${back.kind}`),
    value: (
      <span className="two-lines">
        <span>
          <Time exact at={back.at} /> · × {back.quantity}
        </span>
        <small>
          {t('redemption.points', { count: back.points })} · <Money minor={back.cashMinor} />
        </small>
        {back.forfeitedPoints > 0 && <small>{t('redemptions.forfeited', { count: back.forfeitedPoints })}</small>}
        <small>{[back.byName, back.reason].filter(Boolean).join(' · ')}</small>
      </span>
    ),
  }));
}

function Photos({ ids }: { ids: WholeRedemption['photoIds'] }) {
  const t = useTexts();
  return (
    <section className="redemption-part">
      <h2>{t('redemptions.photos')}</h2>
      <div className="redemption-photos">
        <Image.PreviewGroup>
          {ids.map((id, index) => (
            <Photo key={id} id={id} label={t('redemptions.photo', { number: index + 1 })} />
          ))}
        </Image.PreviewGroup>
      </div>
    </section>
  );
}

function Photo({ id, label }: { id: Id<'redemptionPhoto'>; label: string }) {
  const photo = usePhoto(id);
  if (photo.isError) return <ErrorNotice error={photo.error} onRetry={() => photo.refetch()} />;
  return photo.data ? <Image width={140} src={photo.data} alt={label} /> : <Skeleton.Image active />;
}
