import { cloneElement, type ReactElement } from 'react';

/** A name over what is filled in; whatever takes the value bears the name for who does not see it. */
export function Field({ label, wide, children }: { label: string; wide?: boolean; children: ReactElement<{ 'aria-label'?: string }> }) {
  return (
    <div className={wide ? 'plan-field plan-field-wide' : 'plan-field'}>
      <span aria-hidden="true">{label}</span>
      {cloneElement(children, { 'aria-label': label })}
    </div>
  );
}
