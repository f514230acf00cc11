import { settings } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { listSettings } from './list-settings.ts';
import { resetSetting } from './reset-setting.ts';
import { updateSetting } from './update-setting.ts';

export const settingsRoutes = bind(settings, { listSettings, updateSetting, resetSetting });
