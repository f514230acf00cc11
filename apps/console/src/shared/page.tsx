import { type ReactNode, useEffect, useId } from 'react';
import { Link } from 'react-router';
import { Icon } from './icons.tsx';
import { useTexts } from './texts.ts';

/** The head of a page: where one is, what it is about, what one can do. */
export function PageHeader(props: { title: string; badge?: ReactNode; note?: ReactNode; back?: { to: string; label: string }; actions?: ReactNode }) {
  const t = useTexts();
  useEffect(() => {
    document.title = `${props.title} · ${t('app.title')}`;
  }, [props.title, t]);
  return (
    <header className="page-header">
      <div className="page-header-words">
        {props.back && (
          <Link className="page-back" to={props.back.to}>
            <Icon name="left" size={14} />
            {props.back.label}
          </Link>
        )}
        <h1>
          {props.title}
          {props.badge && <small className="title-note">{props.badge}</small>}
        </h1>
        {props.note && <p>{props.note}</p>}
      </div>
      {props.actions && <div className="page-actions">{props.actions}</div>}
    </header>
  );
}

/** A white field with a heading of its own. `flush` lets a table reach the edges. */
export function Panel(props: { title?: ReactNode; extra?: ReactNode; flush?: boolean; children: ReactNode; testId?: string; className?: string }) {
  const headingId = useId();
  return (
    <section className={`panel ${props.className ?? ''}`} aria-labelledby={props.title ? headingId : undefined} data-testid={props.testId}>
      {(props.title || props.extra) && (
        <div className="panel-head">
          <h2 id={headingId}>{props.title}</h2>
          {props.extra && <div className="panel-extra">{props.extra}</div>}
        </div>
      )}
      <div className={props.flush ? 'panel-flush' : 'panel-body'}>{props.children}</div>
    </section>
  );
}

/** Names and values of one record. */
export function Facts(props: { rows: readonly { label: string; value: ReactNode }[]; columns?: 1 | 2 }) {
  return (
    <dl className={`facts facts-${props.columns ?? 1}`}>
      {props.rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Nothing here: says why, and teaches the first step. */
export function EmptyState(props: { title: string; hint?: string; action?: ReactNode; compact?: boolean }) {
  return (
    <div className={props.compact ? 'empty empty-compact' : 'empty'}>
      <svg width="56" height="56" viewBox="0 0 56 56" aria-hidden="true">
        <rect x="6" y="6" width="44" height="44" rx="12" fill="var(--surface-2)" stroke="var(--line)" />
        <path d="M50 30v8a12 12 0 0 1-12 12h-6V36a6 6 0 0 1 6-6h12Z" fill="var(--surface)" stroke="var(--line)" />
        <path d="M16 19h18M16 26h11" stroke="var(--ink-3)" strokeWidth="2" strokeLinecap="round" opacity=".55" />
      </svg>
      <strong>{props.title}</strong>
      {props.hint && <p>{props.hint}</p>}
      {props.action}
    </div>
  );
}
