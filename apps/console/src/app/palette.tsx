import { Modal } from 'antd';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { SEARCH_MAX } from '../shared/limits.ts';
import { usePaused } from '../shared/organization-select.tsx';
import { useCan } from '../shared/session.tsx';
import { useTexts } from '../shared/texts.ts';
import type { Finding } from './searches.ts';
import { useFindings } from './use-findings.ts';
import './palette.css';

/** Finds anything from anywhere: a page, a member, a card, a payment, a merchant, a terminal. */
export function Palette(props: { onClose: () => void }) {
  const t = useTexts();
  const listId = useId();
  const can = useCan();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const { findings, searching } = useFindings(text.trim(), usePaused(text.trim()));
  const go = (finding: Finding | undefined) => {
    if (!finding) return;
    props.onClose();
    navigate(finding.to);
  };
  const { list, chosen, point, press } = useChoice(findings.length, (index) => go(findings[index]));
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={props.onClose}
      width={600}
      className="palette"
      title={<span className="hidden-word">{t('palette.open')}</span>}
      style={{ top: 88 }}
      data-testid="palette"
    >
      <div className="palette-field">
        <Icon name="search" size={20} />
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog is this field
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={findings.length > 0 ? `${listId}-${chosen}` : undefined}
          aria-label={t('palette.open')}
          placeholder={t(can('members.read') ? 'palette.hint' : 'palette.hintMerchant')}
          value={text}
          maxLength={SEARCH_MAX}
          onChange={(event) => {
            setText(event.target.value);
            point(0);
          }}
          onKeyDown={press}
          data-testid="palette-input"
        />
        <kbd>Esc</kbd>
      </div>
      <Findings id={listId} findings={findings} chosen={chosen} list={list} onPick={go} onPoint={point} />
      {findings.length === 0 && <p className="palette-none">{searching ? t('state.loading') : t('palette.none', { q: text.trim() })}</p>}
    </Modal>
  );
}

/** Arrow keys walk around the list, Enter takes. */
function useChoice(count: number, onTake: (index: number) => void) {
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const chosen = Math.max(0, Math.min(at, count - 1));
  useEffect(() => {
    list.current?.querySelector(`[data-index="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && count > 0) {
      event.preventDefault();
      setAt((chosen + step + count) % count);
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) onTake(chosen);
  };
  return { list, chosen, point: setAt, press };
}

type FindingsProps = {
  id: string;
  findings: Finding[];
  chosen: number;
  list: React.Ref<HTMLDivElement>;
  onPick: (finding: Finding) => void;
  onPoint: (index: number) => void;
};

function Findings(props: FindingsProps) {
  const t = useTexts();
  const { findings } = props;
  return (
    <div id={props.id} ref={props.list} role="listbox" aria-label={t('palette.results')} className="palette-list">
      {findings.map((finding, index) => (
        <div key={finding.key} role="presentation">
          {finding.group !== findings[index - 1]?.group && <div className="palette-group">{finding.group}</div>}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys */}
          <div
            id={`${props.id}-${index}`}
            data-index={index}
            role="option"
            tabIndex={-1}
            aria-selected={index === props.chosen}
            className="option"
            onClick={() => props.onPick(finding)}
            onPointerMove={() => props.onPoint(index)}
          >
            <Icon name={finding.icon} />
            <span className="grow">{finding.title}</span>
            {finding.note && <small className="quiet number">{finding.note}</small>}
          </div>
        </div>
      ))}
    </div>
  );
}
