import type { OwnDispute, Payment } from '@tessera/contract';
import { KINDS_WITHOUT_PAYMENT, PLACE_KINDS } from '@tessera/contract/dispute-words';
import { parseAmount } from '@tessera/kernel';
import { errorKey, exactTime, isUnanswered, Money } from '@tessera/ui';
import { type SyntheticEvent, useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { AmountInput } from '../../shared/amount-input.tsx';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { readId } from '../../shared/ids.ts';
import inputs from '../../shared/input.module.css';
import { Fields, Part } from '../../shared/part.tsx';
import { useToast } from '../../shared/toast.tsx';
import styles from './disputes.module.css';
import { HelpFirst } from './help-first.tsx';
import { type Shop, Shops } from './shops.tsx';
import { useDisputeTexts } from './texts.ts';
import { useDisputed, useOpenDispute } from './use-disputes.ts';

type Kind = OwnDispute['kind'];
const WORDS_MAX = 1_000;
const OF_SALE: readonly Kind[] = ['charged_twice', 'wrong_amount', 'not_me', 'not_received', 'bad_quality', 'bad_service', 'unclean', 'other'];

/** Which problems a movement can have. */
function kindsOf(payment: Payment | undefined): readonly Kind[] {
  if (!payment) return KINDS_WITHOUT_PAYMENT;
  if (payment.kind === 'charge') return OF_SALE;
  return payment.kind === 'withdrawal' ? ['not_me', 'other'] : ['other'];
}

/** Says what is wrong: with one payment, or that a top-up has not arrived. Where there is a case already, that one opens. */
export function NewDisputePage() {
  const t = useDisputeTexts();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const paymentId = readId<'payment'>(params.get('payment'));
  const about = useDisputed(paymentId);
  if (about.data?.known) return <Navigate to={`/disputes/${about.data.known.id}`} replace />;
  return (
    <main data-testid="new-dispute-page">
      <PageHeader title={t('case.open')} onBack={() => navigate(-1)} />
      {paymentId && about.isPending ? <Skeleton height="16rem" /> : null}
      {about.isError ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(about.error))}>
          <Button onClick={() => about.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {!paymentId || about.data ? <ClaimForm payment={about.data?.payment} /> : null}
    </main>
  );
}

function ClaimForm(props: { payment: Payment | undefined }) {
  const t = useDisputeTexts();
  const toast = useToast();
  const navigate = useNavigate();
  const open = useOpenDispute();
  const kinds = kindsOf(props.payment);
  const [kind, setKind] = useState<Kind | undefined>(kinds.length === 1 ? kinds[0] : undefined);
  const [amount, setAmount] = useState('');
  const [text, setText] = useState('');
  const [freezeCards, setFreezeCards] = useState(true);
  const [shop, setShop] = useState<Shop>();
  const isAboutPlace = !props.payment && kind !== undefined && PLACE_KINDS.includes(kind);
  const needsAmount = needsAmountOf(kind);
  const claimMinor = needsAmount ? parseAmount(amount) : undefined;
  const isAmountWrong = needsAmount && amount !== '' && (claimMinor === undefined || claimMinor <= 0);
  const isReady = kind !== undefined && text.trim() !== '' && !(needsAmount && (!claimMinor || claimMinor <= 0));
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isReady || !kind) return;
    const about = {
      ...(props.payment && { paymentId: props.payment.id }),
      ...(claimMinor && { claimMinor }),
      ...(isAboutPlace && shop && { merchantId: shop }),
    };
    const sent = await open.mutateAsync({ kind, text, freezeCards: kind === 'not_me' && freezeCards, ...about });
    toast(t('case.sent', { number: sent.caseNumber }));
    navigate(`/disputes/${sent.id}`, { replace: true });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event).catch(() => undefined)}>
      <AboutPayment payment={props.payment} />
      <Kinds kinds={kinds} kind={kind} onChange={setKind} />
      {kind ? <HelpFirst kind={kind} /> : null}
      {isAboutPlace ? <Shops shop={shop} onChange={setShop} /> : null}
      {needsAmountOf(kind) ? <Amount kind={kind} amount={amount} isWrong={isAmountWrong} onChange={setAmount} /> : null}
      <Words text={text} onChange={setText} />
      {kind === 'not_me' ? <Freeze on={freezeCards} onChange={setFreezeCards} /> : null}
      <p className={styles.problem} role="alert">
        {open.isError ? t(isUnanswered(open.error) ? 'case.unsure' : errorKey(open.error)) : null}
      </p>
      <Button wide type="submit" busy={open.isPending} disabled={!isReady} data-testid="claim-send">
        {t('case.send')}
      </Button>
    </form>
  );
}

type NeedingAmount = 'wrong_amount' | 'top_up_missing';

function needsAmountOf(kind: Kind | undefined): kind is NeedingAmount {
  return kind === 'wrong_amount' || kind === 'top_up_missing';
}

function Amount(props: { kind: NeedingAmount; amount: string; isWrong: boolean; onChange: (amount: string) => void }) {
  const t = useDisputeTexts();
  return (
    <Part>
      <label className={styles.label} htmlFor="claim-amount">
        {t(props.kind === 'wrong_amount' ? 'case.claim.wrong_amount' : 'case.claim.top_up_missing')}
      </label>
      <AmountInput
        id="claim-amount"
        text={props.amount}
        onText={props.onChange}
        aria-invalid={props.isWrong}
        aria-describedby="claim-amount-problem"
        data-testid="claim-amount"
      />
      <p id="claim-amount-problem" className={styles.problem} role="alert">
        {props.isWrong ? t('case.amountWrong') : null}
      </p>
    </Part>
  );
}

function Words(props: { text: string; onChange: (text: string) => void }) {
  const t = useDisputeTexts();
  return (
    <Part>
      <label className={styles.label} htmlFor="claim-text">
        {t('case.text')}
      </label>
      <textarea
        id="claim-text"
        className={inputs.area}
        maxLength={WORDS_MAX}
        value={props.text}
        onChange={(event) => props.onChange(event.target.value)}
        aria-describedby="claim-text-hint"
        data-testid="claim-text"
      />
      <p id="claim-text-hint" className={styles.quiet}>
        {t('case.textHint')}
      </p>
    </Part>
  );
}

function AboutPayment(props: { payment: Payment | undefined }) {
  const t = useDisputeTexts();
  const { payment } = props;
  return (
    <Part>
      <p className={styles.quiet}>{t(payment ? 'case.about' : 'case.aboutNone')}</p>
      {payment ? (
        <>
          <div className={styles.about}>
            <strong>{payment.merchantName ?? payment.terminalName ?? payment.reason}</strong>
            <Money minor={payment.amountMinor} />
          </div>
          <p className={styles.quiet}>{exactTime(payment.at)}</p>
        </>
      ) : null}
    </Part>
  );
}

function Kinds(props: { kinds: readonly Kind[]; kind: Kind | undefined; onChange: (kind: Kind) => void }) {
  const t = useDisputeTexts();
  return (
    <Fields legend={t('case.which')}>
      <div className={styles.kinds}>
        {props.kinds.map((kind) => (
          <label key={kind} className={styles.kind}>
            <input type="radio" name="kind" checked={kind === props.kind} onChange={() => props.onChange(kind)} data-testid={`claim-${kind}`} />
            {t(`disputeKind.${kind}`)}
          </label>
        ))}
      </div>
    </Fields>
  );
}

/** Offered with the claim itself, so that whoever has the card pays with it no more. */
function Freeze(props: { on: boolean; onChange: (on: boolean) => void }) {
  const t = useDisputeTexts();
  return (
    <Part>
      <label className={styles.freeze}>
        <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.target.checked)} data-testid="claim-freeze" />
        <span>
          {t('case.freeze')}
          <span className={styles.quiet} style={{ display: 'block' }}>
            {t('case.freezeWhy')}
          </span>
        </span>
      </label>
    </Part>
  );
}
