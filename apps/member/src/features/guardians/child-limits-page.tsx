import type { GuardianLimits, OwnChild } from '@tessera/contract';
import { formatDecimal, MAX_AMOUNT_MINOR, type Minor, parseAmount, toMinor } from '@tessera/kernel';
import { errorKey } from '@tessera/ui';
import { type SyntheticEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { AmountInput } from '../../shared/amount-input.tsx';
import { Button } from '../../shared/button.tsx';
import { PageHeader, Skeleton, Switch } from '../../shared/controls.tsx';
import { useChildShown } from '../../shared/family.ts';
import { Fields } from '../../shared/part.tsx';
import { useOwnChildren } from '../../shared/queries.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { EndSheet } from './end-sheet.tsx';
import styles from './guardians.module.css';
import { GuardianTexts, useGuardianTexts } from './texts.ts';
import { useSetChildLimits } from './use-guardians.ts';

const AMOUNTS = ['transactionLimitMinor', 'dayLimitMinor', 'noPinFloorMinor'] as const;
type Amount = (typeof AMOUNTS)[number];
const CATEGORIES = [
  'canteen',
  'shop',
  'library',
  'laundry',
  'utilities',
  'service',
  'other',
] as const satisfies readonly GuardianLimits['refusedCategories'][number][];
/** What a limit begins at when it is switched on, in fen. */
const FIRST = { transactionLimitMinor: 5_000, dayLimitMinor: 5_000, noPinFloorMinor: 1_000 } as const satisfies Record<Amount, number>;

/** What a guardian lets a child spend. */
export function ChildLimitsPage() {
  return (
    <GuardianTexts>
      <Page />
    </GuardianTexts>
  );
}

function Page() {
  const g = useGuardianTexts();
  const navigate = useNavigate();
  const childId = useChildShown();
  const { data: children } = useOwnChildren();
  const child = children?.find(({ memberId }) => memberId === childId);
  const [isEnding, setEnding] = useState(false);
  return (
    <main data-testid="child-limits-page">
      <PageHeader title={child ? g('guard.limitsTitle', { name: child.name }) : ''} onBack={() => navigate('/')} />
      {child ? (
        <>
          <Form key={child.limits?.setAt ?? ''} child={child} />
          <RowGroup>
            <Row icon="calendar" title={g('guard.untilDay', { day: child.endsOn })} />
            <Row icon="leave" title={g('guard.end')} danger onClick={() => setEnding(true)} testId="end-guardianship-open" />
          </RowGroup>
          {isEnding ? <EndSheet guardianshipId={child.guardianshipId} name={child.name} onClose={() => setEnding(false)} /> : null}
        </>
      ) : (
        <Skeleton height="20rem" />
      )}
    </main>
  );
}

/** A text that is null stands for no limit. */
type Texts = Record<Amount, string | null>;

function textsOf(limits: GuardianLimits | null): Texts {
  const textOf = (minor: number | null | undefined) =>
    minor === null || minor === undefined ? null : formatDecimal(toMinor(minor)).replace(/\.00$/, '');
  return {
    transactionLimitMinor: textOf(limits?.transactionLimitMinor),
    dayLimitMinor: textOf(limits?.dayLimitMinor),
    noPinFloorMinor: textOf(limits?.noPinFloorMinor),
  };
}

/** Undefined where the text is no amount. */
function amountOf(text: string | null): Minor | null | undefined {
  if (text === null) return null;
  const amount = parseAmount(text);
  return amount === undefined || amount > MAX_AMOUNT_MINOR ? undefined : amount;
}

function Form(props: { child: OwnChild }) {
  const t = useTexts();
  const g = useGuardianTexts();
  const toast = useToast();
  const { guardianshipId, limits } = props.child;
  const save = useSetChildLimits(guardianshipId);
  const [texts, setTexts] = useState(() => textsOf(limits));
  const [refused, setRefused] = useState(limits?.refusedCategories ?? []);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const [transactionLimitMinor, dayLimitMinor, noPinFloorMinor] = AMOUNTS.map((name) => amountOf(texts[name]));
    if (transactionLimitMinor === undefined || dayLimitMinor === undefined || noPinFloorMinor === undefined) return;
    save.mutate({ transactionLimitMinor, dayLimitMinor, noPinFloorMinor, refusedCategories: refused }, { onSuccess: () => toast(g('guard.saved')) });
  };
  const isWrong = AMOUNTS.some((name) => amountOf(texts[name]) === undefined);
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.note}>{g('guard.limitsNote')}</p>
      <RowGroup>
        {AMOUNTS.map((name) => (
          <AmountRow key={name} name={name} text={texts[name]} onText={(text) => setTexts((before) => ({ ...before, [name]: text }))} />
        ))}
      </RowGroup>
      <Places refused={refused} onChange={setRefused} />
      <p className={styles.problem} role="alert">
        {isWrong ? g('guard.wrong') : save.isError ? t(errorKey(save.error)) : null}
      </p>
      <Button type="submit" wide busy={save.isPending} disabled={isWrong} data-testid="child-limits-save">
        {g('guard.save')}
      </Button>
    </form>
  );
}

function AmountRow(props: { name: Amount; text: string | null; onText: (text: string | null) => void }) {
  const g = useGuardianTexts();
  const { name, text, onText } = props;
  const label = g(`guard.${name}`);
  const toggle = (on: boolean) => onText(on ? formatDecimal(toMinor(FIRST[name])).replace(/\.00$/, '') : null);
  return (
    <div className={styles.limit} data-testid={`child-${name}`}>
      <div className={styles.limitHead}>
        <span>
          <strong>{label}</strong>
          <span className={styles.note}>{g(`guard.${name}.note`)}</span>
        </span>
        <Switch label={label} on={text !== null} onChange={toggle} testId={`child-${name}-on`} />
      </div>
      {text === null ? (
        <span className={styles.note}>{g('guard.unlimited')}</span>
      ) : (
        <AmountInput text={text} onText={onText} aria-label={label} aria-invalid={amountOf(text) === undefined} data-testid={`child-${name}-input`} />
      )}
    </div>
  );
}

type Refused = GuardianLimits['refusedCategories'];

function Places(props: { refused: Refused; onChange: (refused: Refused) => void }) {
  const g = useGuardianTexts();
  const { refused, onChange } = props;
  return (
    <Fields legend={g('guard.places')}>
      <p className={styles.note}>{g('guard.placesNote')}</p>
      <div className={styles.chips}>
        {CATEGORIES.map((category) => (
          <button
            key={category}
            type="button"
            className={styles.chip}
            aria-pressed={refused.includes(category)}
            onClick={() => onChange(refused.includes(category) ? refused.filter((one) => one !== category) : [...refused, category])}
            data-testid={`refuse-${category}`}
          >
            {g(`guard.category.${category}`)}
          </button>
        ))}
      </div>
    </Fields>
  );
}
