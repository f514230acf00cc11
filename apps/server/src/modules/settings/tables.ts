import type { ColumnType } from 'kysely';

export type SettingsTables = {
  'settings.setting': {
    key: string;
    value: ColumnType<unknown, string, string>;
    changed_at: Date;
    changed_by: string;
  };
};
