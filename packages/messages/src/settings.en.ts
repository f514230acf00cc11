import type { SettingMessages } from './catalog.ts';

/** What each setting is called, and what turning it does. */
export const settingsEn: SettingMessages = {
  'settingGroup.security': 'Sign-in and security',
  'settingGroup.people': 'Organisations and people',
  'settingGroup.privacy': 'Privacy',
  'settingGroup.notifications': 'Notifications',
  'settingGroup.audit': 'Audit',
  'settingGroup.backup': 'Backup',
  'settingUnit.characters': 'characters',
  'settingUnit.tries': 'tries',
  'settingUnit.minutes': 'minutes',
  'settingUnit.hours': 'hours',
  'settingUnit.days': 'days',
  'settingUnit.pieces': 'pieces',
  'setting.backup.schedule': 'When to back up',
  'settingNote.backup.schedule': 'A backup is made by itself at these times. Choose an hour when few people pay; paying goes on meanwhile.',
  'setting.backup.keepCount': 'Backups to keep at least',
  'settingNote.backup.keepCount': 'The newest ones stay however old they are. The last good backup is never deleted.',
  'setting.backup.keepDays': 'Keep backups for',
  'settingNote.backup.keepDays': 'Older ones are deleted after the next good backup, unless they count among those to keep at least.',
  'setting.backup.drillSchedule': 'When to rehearse a restore',
  'settingNote.backup.drillSchedule':
    'The newest backup is restored beside the running system, its books are verified, and the copy is dropped again.',
};
