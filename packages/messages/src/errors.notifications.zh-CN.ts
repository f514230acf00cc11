import type { NotificationErrorMessages } from './catalog.ts';

export const notificationErrorsZhCn: NotificationErrorMessages = {
  'notifications.unknown': '该通知或设备不存在，或已被移除。',
  'notifications.channel_kept': '安全通知至少要保留一种应用外的接收方式。',
  'notifications.push_endpoint_refused': '无法向此浏览器推送：它的推送服务地址不被接受。',
  'notifications.push_keys_wrong': '此浏览器给出的推送密钥无效，请刷新后重试。',
  'notifications.too_many_devices': '接收推送的设备已满，请先移除一个。',
  'notifications.template_unknown': '没有这一条模板。',
  'notifications.placeholder_unknown': '文字里有不认识的占位符，请只用列出的占位符。',
  'notifications.template_broken': '文字里有多余的花括号，请检查占位符是否写完整。',
  'notifications.subject_missing': '请填写标题。',
  'notifications.delivery_unknown': '该发送记录不存在。',
  'notifications.delivery_open': '这条消息正在发送或已经送达，不能重发。',
  'notifications.announcement_unknown': '该公告不存在，或已被删除。',
  'notifications.announcement_published': '公告已经发布，不能再改动。可以撤回后另写一条。',
  'notifications.announcement_withdrawn': '公告没有发布，或已经撤回。',
  'notifications.publish_past': '发布时间要晚于现在，且在一年之内。',
  'notifications.incident_unknown': '该故障不存在。',
  'notifications.incident_resolved': '该故障已经解决。如再次发生，请另开一条。',
};
