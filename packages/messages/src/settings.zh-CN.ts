import type { SettingMessages } from './catalog.ts';

/** 每项设置的名称，以及改动它会怎样。 */
export const settingsZhCn: SettingMessages = {
  'settingGroup.security': '登录与安全',
  'settingGroup.people': '机构与人员',
  'settingGroup.privacy': '隐私',
  'settingGroup.notifications': '通知',
  'settingGroup.audit': '审计',
  'settingGroup.backup': '备份',
  'settingUnit.characters': '个字符',
  'settingUnit.tries': '次',
  'settingUnit.minutes': '分钟',
  'settingUnit.hours': '小时',
  'settingUnit.days': '天',
  'settingUnit.pieces': '份',
  'setting.backup.schedule': '备份时间',
  'settingNote.backup.schedule': '到点自动备份。请选交易少的时段；备份期间照常收款。',
  'setting.backup.keepCount': '至少保留',
  'settingNote.backup.keepCount': '最新的这几份无论多旧都会保留。最后一份完好的备份永远不会被删除。',
  'setting.backup.keepDays': '保留天数',
  'settingNote.backup.keepDays': '超过天数的备份会在下一次备份成功后删除，除非它在“至少保留”之内。',
  'setting.backup.drillSchedule': '恢复演练时间',
  'settingNote.backup.drillSchedule': '把最新的备份恢复到运行系统旁的临时库，核对账目后删除临时库。',
};
