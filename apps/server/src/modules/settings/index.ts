export { readSetting } from './read-setting.ts';
export { settingsRoutes } from './routes.ts';
export { createSettingsBook, type SettingsBook } from './settings-book.ts';
export { updateSetting } from './update-setting.ts';
