/** 出现故障时，各应用顶部的提示。 */
export const incidentsZhCn = {
  'incident.investigating': '正在排查',
  'incident.identified': '已找到原因',
  'incident.monitoring': '已修复，观察中',
  'incident.resolved': '已解决',
  'incident.affects': '受影响：{parts}',
  'incident.more': '查看进展',
  'incident.putAway': '收起，有新进展再提醒',
};
