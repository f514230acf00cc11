/** Words of reports that screens and files share. */
export const reportWordsZhCn = {
  'report.by.day': '日期',
  'report.by.merchant': '商户',
  'report.by.shop': '门店',
  'report.by.region': '区域',
  'report.by.item': '服务与商品',
  'report.by.department': '部门',
  'report.by.memberKind': '会员类型',
  'report.by.issuer': '发行方',
  'report.none': '未归属',
} as const;
