import type { OrganizationKind, Permission } from '@tessera/contract';
import { permissionsFor, type StaffPermission } from '@tessera/contract/role-rules';
import { Checkbox } from 'antd';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import './teams.css';

type ModuleOf<Name> = Name extends `${infer Module}.${string}` ? Module : never;
type Module = ModuleOf<StaffPermission>;

type RightsFieldProps = {
  kind: OrganizationKind;
  value?: readonly Permission[];
  onChange?: (permissions: StaffPermission[]) => void;
  readOnly?: boolean;
};

/** Every right that people of such an organisation may hold, by module, each explained. What somebody does not hold they cannot give. */
export function RightsField({ kind, value = [], onChange, readOnly }: RightsFieldProps) {
  const all = permissionsFor(kind);
  const held = new Set<Permission>(value);
  const modules = [...new Set(all.map(moduleOf))];
  const change = (wanted: ReadonlySet<Permission>) => onChange?.(all.filter((permission) => wanted.has(permission)));
  return (
    <div className="rights" data-testid="rights">
      {modules.map((module) => (
        <ModuleRights
          key={module}
          module={module}
          rights={all.filter((permission) => moduleOf(permission) === module && (!readOnly || held.has(permission)))}
          held={held}
          change={change}
          readOnly={readOnly ?? false}
        />
      ))}
    </div>
  );
}

const moduleOf = (permission: StaffPermission): Module => permission.slice(0, permission.indexOf('.')) as Module; // The part before the dot.

type ModuleRightsProps = {
  module: Module;
  rights: readonly StaffPermission[];
  held: ReadonlySet<Permission>;
  change: (wanted: ReadonlySet<Permission>) => void;
  readOnly: boolean;
};

function ModuleRights({ module, rights, held, change, readOnly }: ModuleRightsProps) {
  const t = useTexts();
  const can = useCan();
  if (rights.length === 0) return null;
  const mine = rights.filter((permission) => can(permission));
  const chosen = mine.filter((permission) => held.has(permission));
  const turn = (some: readonly Permission[], on: boolean) => {
    const wanted = new Set(held);
    for (const permission of some) on ? wanted.add(permission) : wanted.delete(permission);
    change(wanted);
  };
  const name = t(`permissionModule.${module}`);
  return (
    <fieldset>
      <legend>
        {name}
        {!readOnly && mine.length > 1 && (
          <Checkbox
            aria-label={t('roles.wholeModule', { module: name })}
            checked={chosen.length === mine.length}
            indeterminate={chosen.length > 0 && chosen.length < mine.length}
            onChange={(event) => turn(mine, event.target.checked)}
          />
        )}
      </legend>
      {readOnly && (
        <ul className="held-rights">
          {rights.map((permission) => (
            <li key={permission} className="two-lines">
              <span>{t(`permission.${permission}`)}</span>
              <small>{t(`permissionNote.${permission}`)}</small>
            </li>
          ))}
        </ul>
      )}
      {(readOnly ? [] : rights).map((permission) => (
        <Checkbox
          key={permission}
          checked={held.has(permission)}
          disabled={!can(permission) && !held.has(permission)}
          onChange={(event) => turn([permission], event.target.checked)}
          data-testid={`right-${permission}`}
        >
          <span className="two-lines">
            <span>{t(`permission.${permission}`)}</span>
            <small>{can(permission) ? t(`permissionNote.${permission}`) : t('roles.notYours')}</small>
          </span>
        </Checkbox>
      ))}
    </fieldset>
  );
}
