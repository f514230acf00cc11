import { useQueryClient } from '@tanstack/react-query';
import type { OwnChild } from '@tessera/contract';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useChildShown } from '../shared/family.ts';
import { Icon } from '../shared/icon.tsx';
import { switchPurse, useOwnChildren } from '../shared/queries.ts';
import { useTexts } from '../shared/texts.ts';
import { useToast } from '../shared/toast.tsx';
import styles from './family-bar.module.css';

/** For guardians, above every page: whose card is shown, and the way to the others. */
export function FamilyBar() {
  const t = useTexts();
  const toast = useToast();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const childId = useChildShown();
  const { data: children } = useOwnChildren();
  const isOver = childId !== null && children !== undefined && !children.some((child) => child.memberId === childId);
  useEffect(() => {
    if (!isOver) return;
    toast(t('family.ended'));
    switchPurse(queries, null);
    void navigate('/', { replace: true });
  }, [isOver, queries, navigate, toast, t]);
  if (children === undefined || children.length === 0) return null;
  const shown = children.find((child) => child.memberId === childId);
  const show = (next: OwnChild['memberId'] | null) => {
    if (next === childId) return;
    switchPurse(queries, next);
    void navigate('/');
  };
  return (
    <div className={shown ? styles.child : styles.own} data-testid="family-bar">
      <div className={styles.choices} role="radiogroup" aria-label={t('family.whose')}>
        <Choice name={t('family.mine')} isShown={childId === null} onShow={() => show(null)} testId="purse-own" />
        {children.map((child) => (
          <Choice
            key={child.memberId}
            name={child.name}
            isShown={child.memberId === childId}
            onShow={() => show(child.memberId)}
            testId={`purse-${child.memberNumber}`}
          />
        ))}
      </div>
      {shown ? (
        <p className={styles.line} role="status" data-testid="family-line">
          <Icon name="eye" size="1rem" />
          {t('family.looking', { name: shown.name })}
        </p>
      ) : null}
    </div>
  );
}

function Choice(props: { name: string; isShown: boolean; onShow: () => void; testId: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native radio cannot be a whole chip
    <button type="button" role="radio" aria-checked={props.isShown} className={styles.choice} onClick={props.onShow} data-testid={props.testId}>
      {props.name}
    </button>
  );
}
