import type { Department } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { errorKey } from '@tessera/ui';
import { App, Tree, type TreeDataNode, type TreeProps } from 'antd';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useMoveDepartment } from './use-departments.ts';
import './teams.css';

type Props = {
  all: readonly Department[];
  selected: Id<'department'> | undefined;
  canMove: boolean;
  onSelect: (departmentId: Id<'department'> | undefined) => void;
};

/** The tree as it is; a department can be dragged to another place. */
export function DepartmentTree({ all, selected, canMove, onSelect }: Props) {
  const t = useTexts();
  const { message } = App.useApp();
  const move = useMoveDepartment();
  const drop: TreeProps['onDrop'] = ({ dragNode, node, dropToGap, dropPosition }) => {
    const departmentId = idOf(all, dragNode.key);
    const target = all.find((one) => one.id === node.key);
    if (!departmentId || !target) return;
    const parentId = dropToGap ? target.parentId : target.id;
    const siblings = all.filter((one) => one.parentId === parentId && one.id !== departmentId);
    const at = siblings.findIndex((one) => one.id === target.id);
    const isBefore = dropPosition < Number(node.pos.split('-').at(-1));
    const position = dropToGap ? at + (isBefore ? 0 : 1) : siblings.length;
    move.mutate({ departmentId, parentId, position: Math.max(0, position) }, { onError: (error) => message.error(t(errorKey(error))) });
  };
  return (
    <Tree
      className="department-tree"
      aria-label={t('departments.tree')}
      blockNode
      defaultExpandAll
      draggable={canMove && { icon: false }}
      treeData={branches(t, all)}
      selectedKeys={selected ? [selected] : []}
      onSelect={([key]) => onSelect(idOf(all, key))}
      onDrop={drop}
    />
  );
}

const idOf = (all: readonly Department[], key: unknown): Id<'department'> | undefined => all.find((one) => one.id === key)?.id;

function branches(t: Texts, all: readonly Department[], parentId: Id<'department'> | null = null): TreeDataNode[] {
  return all
    .filter((one) => one.parentId === parentId)
    .map((one) => ({
      key: one.id,
      title: (
        <span className="department-line" data-testid="department-line">
          <span className={one.status === 'closed' ? 'quiet' : undefined}>{one.name}</span>
          {one.code && <small className="mono">{one.code}</small>}
          {one.status === 'closed' && <small>{t('departments.closed')}</small>}
          {one.staffCount > 0 && <small className="department-count">{t('departments.people', { count: one.staffCount })}</small>}
        </span>
      ),
      children: branches(t, all, one.id),
    }));
}
