import type { Venue, VenueSeatPlan } from '@tessera/contract';
import type { PlanIndex, SeatPlan } from '@tessera/rules';
import { type CanvasControl, SeatCanvas } from '@tessera/ui/seating/index.ts';
import { Tabs } from 'antd';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { PageHeader } from '../../../shared/page.tsx';
import { seatWords } from '../../../shared/seat-words.ts';
import { Status } from '../../../shared/status.tsx';
import { type Texts, useTexts } from '../../../shared/texts.ts';
import { hearKey } from './acts.ts';
import { AddPanel } from './add-panel.tsx';
import { CategoryPanel } from './category-panel.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { PaperPanel } from './paper-panel.tsx';
import { PlanToolbar } from './plan-toolbar.tsx';
import { ProblemsPanel, useFindings } from './problems-panel.tsx';
import { SaveActs, SaveNotice } from './save-acts.tsx';
import { SelectedPanel } from './selected-panel.tsx';
import { type Tool, useCanvasTools } from './use-canvas-tools.ts';
import { type PlanEdits, usePlanEdits } from './use-plan-edits.ts';
import { usePlanFile } from './use-plan-file.tsx';
import { firstWish, nextWish, placeWish, stillThere, type Wish } from './wish.ts';
import './plan-editor.css';

type EditorProps = { head: VenueSeatPlan; plan: SeatPlan; gates: Venue['gates']; onAnew: () => void };
const TAB_GAP = 14;
const TABS = ['add', 'selected', 'categories', 'paper', 'problems'] as const;
type Tab = (typeof TABS)[number];

/** A draft under the pen: chosen on the canvas, changed beside it, saved when asked. */
export function PlanEditor({ head: first, plan: start, gates, onAnew }: EditorProps) {
  const t = useTexts();
  const edits = usePlanEdits(start);
  const file = usePlanFile(first, edits);
  const [tool, setTool] = useState<Tool>('box');
  const [tab, setTab] = useState<Tab>('add');
  const [anyWish, setWish] = useState<Wish>(() => firstWish(edits.plan));
  const wish = stillThere(anyWish, edits.plan);
  const control = useRef<CanvasControl>(null);
  const findings = useFindings(edits.plan, edits.index);
  const blocking = findings.filter(({ blocks }) => blocks).length;
  const place = (at: { x: number; y: number } | undefined) => {
    if (!at) return;
    edits.step((now) => placeWish(now, wish, { x: Math.round(at.x), y: Math.round(at.y) }));
    setWish(nextWish(wish));
    setTool('box');
  };
  const show = (guids: readonly string[]) => {
    edits.select(() => ({ seats: new Set(guids), areas: new Set() }));
    control.current?.show(guids.flatMap((guid) => edits.index.ordinals.get(guid) ?? []));
  };
  const placing = {
    isOn: tool === 'place',
    begin: () => setTool(tool === 'place' ? 'box' : 'place'),
    inMiddle: () => place(control.current?.middle()),
  };
  const panels: Record<Tab, ReactNode> = {
    add: <AddPanel edits={edits} wish={wish} onWish={setWish} placing={placing} />,
    selected: <SelectedPanel edits={edits} gates={gates} />,
    categories: <CategoryPanel edits={edits} />,
    paper: <PaperPanel edits={edits} />,
    problems: <ProblemsPanel findings={findings} onShow={show} />,
  };
  return (
    <>
      <PageHeader
        title={t('planEditor.title', { name: file.head.name, version: file.head.version })}
        badge={<Status tone={edits.isChanged ? 'warn' : 'quiet'}>{t(edits.isChanged ? 'planEditor.unsaved' : 'planEditor.allSaved')}</Status>}
        back={{ to: `/venues/${file.head.venueId}/plans/${file.head.id}`, label: t('planEditor.preview') }}
        actions={<SaveActs file={file} isChanged={edits.isChanged} blocking={blocking} />}
      />
      <SaveNotice file={file} onAnew={onAnew} />
      <div className="plan-editor" data-tool={tool}>
        <section className="panel plan-editor-main" aria-label={t('planEditor.plan')}>
          <div className="plan-editor-tools">
            <PlanToolbar edits={edits} tool={tool} onTool={setTool} />
          </div>
          <Drawing edits={edits} tool={tool} control={control} onPlace={place} onSelected={() => setTab('selected')} onTool={setTool} />
          <small className="plan-editor-hint">{t(tool === 'place' ? 'planEditor.hintPlace' : 'planEditor.hint')}</small>
        </section>
        <section className="panel plan-editor-side" aria-label={t('planEditor.side')}>
          <Side panels={panels} tab={tab} onTab={setTab} counts={{ selected: edits.chosen.size, problems: findings.length }} />
        </section>
      </div>
      <LeaveGuard isChanged={edits.isChanged} isSaving={file.isSaving} save={file.save} />
    </>
  );
}

type SideProps = { panels: Readonly<Record<Tab, ReactNode>>; tab: Tab; onTab: (tab: Tab) => void; counts: { selected: number; problems: number } };

function Side({ panels, tab, onTab, counts }: SideProps) {
  const t = useTexts();
  const counted = { selected: counts.selected, problems: counts.problems, add: 0, categories: 0, paper: 0 };
  const items = TABS.map((key) => ({ key, label: [t(`planEditor.tab.${key}`), counted[key] || ''].join(' ').trim(), children: panels[key] }));
  return (
    <Tabs size="small" tabBarGutter={TAB_GAP} activeKey={tab} onChange={(key) => onTab(TABS.find((one) => one === key) ?? 'add')} items={items} />
  );
}

type DrawingProps = {
  edits: PlanEdits;
  tool: Tool;
  control: RefObject<CanvasControl | null>;
  onPlace: (at: { x: number; y: number }) => void;
  onSelected: () => void;
  onTool: (tool: Tool) => void;
};

/** A part of its own, so that dragging paints the canvas alone. */
function Drawing({ edits, tool, control, onPlace, onSelected, onTool }: DrawingProps) {
  const t = useTexts();
  const { plan, index, chosen } = edits;
  const tools = useCanvasTools({ edits, tool, onPlace, onSelected });
  const states = useMemo(() => new Uint8Array(index.count), [index]);
  const words = useMemo(() => canvasWords(t, { plan, index }), [t, plan, index]);
  const onKey = (event: KeyboardEvent | globalThis.KeyboardEvent) => {
    if (event.key !== 'Escape' || (tool !== 'place' && !tools.isDragging)) return hearKey(event, edits);
    tools.cancel();
    if (tool === 'place') onTool('box');
    return true;
  };
  useGlobalKeys(onKey);
  const { onPick, drag, overlay } = tools;
  return (
    <SeatCanvas plan={plan} index={index} states={states} chosen={chosen} words={words} control={control} {...{ onPick, drag, overlay, onKey }} />
  );
}

/** Undo and its like are heard wherever the focus is, as long as nobody types and no dialog is open; single keys only where nothing has it. */
function useGlobalKeys(onKey: (event: globalThis.KeyboardEvent) => boolean): void {
  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => {
      const at = event.target;
      const isFree = at === document.body;
      const isBusy = !(at instanceof Element) || at.closest('input, textarea, canvas, [role="dialog"]') !== null;
      const isHeard = isFree || (!isBusy && (event.ctrlKey || event.metaKey));
      if (isHeard && !event.defaultPrevented && onKey(event)) event.preventDefault();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  });
}

function canvasWords(t: Texts, drawn: { plan: SeatPlan; index: PlanIndex }) {
  return {
    plan: t('planEditor.planLabel'),
    zoomIn: t('venues.zoomIn'),
    zoomOut: t('venues.zoomOut'),
    whole: t('venues.whole'),
    seat: (at: number) => seatWords(t, drawn, at),
  };
}
