import { Modal } from 'antd';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { SEARCH_MAX } from '../shared/limits.ts';
import { usePaused } from '../shared/organization-select.tsx';
import { useTexts } from '../shared/texts.ts';
import { type Finding, useFindings } from './use-findings.ts';

/** Finds anything from anywhere: a page, a member, a card, a payment, a merchant, a terminal. */
export function Palette(props: { onClose: () => void }) {
  const t = useTexts();
  const listId = useId();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { findings, searching } = useFindings(text.trim(), usePaused(text.trim()));
  const chosen = Math.min(at, findings.length - 1);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const go = (finding: Finding | undefined) => {
    if (!finding) return;
    props.onClose();
    navigate(finding.to);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && findings.length > 0) {
      event.preventDefault();
      setAt((chosen + step + findings.length) % findings.length);
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(findings[chosen]);
  };
  return (
    <Modal open footer={null} closable={false} onCancel={props.onClose} width={600} className="palette" title={<span className="hidden-word">{t('palette.open')}</span>} style={{ top: 88 }} data-testid="palette">
      <label className="palette-field">
        <Icon name="search" size={20} />
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog is this field
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={findings.length > 0 ? `${listId}-${chosen}` : undefined}
          aria-label={t('palette.open')}
          placeholder={t('palette.hint')}
          value={text}
          maxLength={SEARCH_MAX}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
          data-testid="palette-input"
        />
        <kbd>Esc</kbd>
      </label>
      <div id={listId} ref={list} role="listbox" aria-label={t('palette.results')} className="palette-list">
        {findings.map((finding, index) => (
          <PaletteRow key={finding.key} id={`${listId}-${index}`} index={index} finding={finding} chosen={index === chosen} first={finding.group !== findings[index - 1]?.group} onPick={() => go(finding)} onPoint={() => setAt(index)} />
        ))}
      </div>
      {findings.length === 0 && <p className="palette-none">{searching ? t('state.loading') : t('palette.none', { q: text.trim() })}</p>}
    </Modal>
  );
}

function PaletteRow(props: { id: string; index: number; finding: Finding; chosen: boolean; first: boolean; onPick: () => void; onPoint: () => void }) {
  const { finding } = props;
  return (
    <>
      {props.first && (
        <div className="palette-group" role="presentation">
          {finding.group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys */}
      <div id={props.id} data-index={props.index} role="option" tabIndex={-1} aria-selected={props.chosen} className="option" onClick={props.onPick} onPointerMove={props.onPoint}>
        <Icon name={finding.icon} />
        <span className="grow">{finding.title}</span>
        {finding.note && <small className="quiet number">{finding.note}</small>}
      </div>
    </>
  );
}
