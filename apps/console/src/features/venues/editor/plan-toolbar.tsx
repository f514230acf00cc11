import { Button, Segmented, Tooltip } from 'antd';
import { Icon, type IconName } from '../../../shared/icons.tsx';
import { useTexts } from '../../../shared/texts.ts';
import { ACTS, type ActName } from './acts.ts';
import { TOOLS, type Tool } from './use-canvas-tools.ts';
import type { PlanEdits } from './use-plan-edits.ts';

const SHOWN = [
  { name: 'undo', icon: 'undo', keys: 'Ctrl+Z' },
  { name: 'redo', icon: 'redo', keys: 'Ctrl+Y' },
  { name: 'duplicate', icon: 'copy', keys: 'Ctrl+D' },
  { name: 'turnLeft', icon: 'turnLeft', keys: '' },
  { name: 'turnRight', icon: 'turnRight', keys: '' },
  { name: 'mirror', icon: 'mirror', keys: '' },
  { name: 'remove', icon: 'trash', keys: 'Delete' },
] as const satisfies readonly { name: ActName; icon: IconName; keys: string }[];

type ToolbarProps = { edits: PlanEdits; tool: Tool; onTool: (tool: Tool) => void };

/** What the pointer does, and what is done with what is chosen. */
export function PlanToolbar({ edits, tool, onTool }: ToolbarProps) {
  const t = useTexts();
  const isOff = (name: ActName) => (name === 'undo' ? !edits.canUndo : name === 'redo' ? !edits.canRedo : edits.isNothing);
  return (
    <>
      <Segmented<Tool>
        value={tool}
        onChange={onTool}
        options={TOOLS.map((value) => ({ value, label: t(`planEditor.tool.${value}`) }))}
        aria-label={t('planEditor.tools')}
      />
      <span className="plan-editor-acts">
        {SHOWN.map(({ name, icon, keys }) => (
          <Tooltip key={name} title={`${t(`planEditor.act.${name}`)}${keys && ` (${keys})`}`}>
            <Button
              type="text"
              disabled={isOff(name)}
              onClick={() => ACTS[name](edits)}
              icon={<Icon name={icon} size={18} />}
              aria-label={t(`planEditor.act.${name}`)}
              data-testid={`plan-${name}`}
            />
          </Tooltip>
        ))}
      </span>
    </>
  );
}
