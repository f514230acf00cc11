/** 票务的权限。 */
export const eventPermissionsZhCn = {
  'permissionModule.venues': '场馆与座位图',
  'permission.venues.read': '查看场馆',
  'permissionNote.venues.read': '商户只看到自己的场馆和座位图',
  'permission.venues.write': '编辑场馆',
  'permissionNote.venues.write': '新建场馆，导入并发布座位图',
  'permissionModule.events': '活动',
  'permission.events.read': '查看活动',
  'permissionNote.events.read': '商户只看到自己的活动',
  'permission.events.write': '编辑活动',
  'permissionNote.events.write': '新建并发布活动，设置票价、配额与销售期',
};
