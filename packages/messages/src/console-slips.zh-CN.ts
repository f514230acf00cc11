/** 后台：成批的手工单。 */
export const consoleSlipsZhCn = {
  'slips.import': '导入表格',
  'slips.ofImport': '只看一个文件里的单据',
  'slips.allImports': '查看全部',
  'slips.confirmMany': '复核所选 {count} 张',
  'slips.confirmManyTitle': '确认扣款：{count} 张，共 {amount}？',
  'slips.confirmManyNote': '请与纸质单据逐张核对。每张按会员的扣款顺序扣款：先可用补贴，后现金。余额不足的不扣，留待处理。',
  'slips.confirmedMany': '{done} 张已扣款',
  'slips.leftMany': '{left, plural, other {# 张没有扣款}}',
  'slips.total': '合计',
  'slips.pick': '选择 {number}',
  'slipConfirm.not_waiting': '已被处理',
  'slipConfirm.needs_another_person': '由你录入，需同事复核',
  'slipConfirm.insufficient_funds': '余额不足',
  'slipConfirm.wallet_not_active': '钱包已销户',
  'slipConfirm.anonymous_card': '不记名卡',
  'imports.toSlips': '查看这些手工单，请同事复核',
} as const;
