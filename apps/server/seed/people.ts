/** The demo campus: who and what a newcomer meets. Names and numbers are made up. */
export const DEMO_PASSWORD = 'tessera-demo';
/** Of the five members named below: what they pay above the no-PIN floor with. */
export const DEMO_PIN = '258036';
export const DEMO_OPERATOR = '星湖大学一卡通中心';

export const DEMO_MERCHANTS = [
  { name: '第一食堂', category: 'canteen', terminals: ['一号窗口', '二号窗口'], prices: [600, 1250, 1500, 1800, 980] },
  { name: '第二食堂', category: 'canteen', terminals: ['面档'], prices: [1100, 1300, 900] },
  { name: '校园超市', category: 'shop', terminals: ['收银台'], prices: [350, 1990, 2680, 500] },
  { name: '图书馆文印', category: 'library', terminals: ['文印台'], prices: [20, 50, 120, 300] },
  { name: '净驰汽车服务', category: 'service', terminals: [], prices: [] },
  { name: '星光影城', category: 'service', terminals: [], prices: [] },
] as const;

/** Back office. `merchant` or `issuer` is whose staff it is; without either, the operator's. `later`: once there are departments. */
export const DEMO_STAFF = [
  { userName: 'admin', name: '周明', role: 'administrator' },
  { userName: 'finance', name: '吴静', role: 'finance' },
  { userName: 'cashier', name: '郑丽', role: 'cashier' },
  { userName: 'auditor', name: '冯涛', role: 'auditor' },
  { userName: 'canteen', name: '陈师傅', role: 'merchantManager', merchant: '第一食堂' },
  { userName: 'carwash', name: '杜经理', role: 'merchantManager', merchant: '净驰汽车服务' },
  { userName: 'merchants', name: '苏敏', role: 'merchantDesk' },
  { userName: 'security', name: '沈岚', role: 'securityAdministrator', later: true },
  { userName: 'counsellor', name: '何老师', role: 'customerService', department: '计算机学院', later: true },
  { userName: 'issuer', name: '林经理', role: 'issuerManager', issuer: '星湖保险', later: true },
] as const;

/** Parents before children. A department of members is called as their records call it. */
export const DEMO_DEPARTMENTS = [
  { name: '计算机学院', code: 'CS', below: null },
  { name: '计算机学院 2026 级', code: 'CS-2026', below: '计算机学院' },
  { name: '计算机学院 2025 级', code: 'CS-2025', below: '计算机学院' },
  { name: '外国语学院', code: 'FL', below: null },
  { name: '外国语学院 2026 级', code: 'FL-2026', below: '外国语学院' },
  { name: '外国语学院 2025 级', code: 'FL-2025', below: '外国语学院' },
  { name: '物理学院', code: 'PH', below: null },
  { name: '物理学院 2025 级', code: 'PH-2025', below: '物理学院' },
  { name: '数学学院', code: 'MA', below: null },
  { name: '数学学院 2025 级', code: 'MA-2025', below: '数学学院' },
  { name: '一卡通中心', code: 'CARD', below: null },
  { name: '卡务窗口', code: 'CARD-1', below: '一卡通中心' },
  { name: '财务室', code: 'CARD-2', below: '一卡通中心' },
] as const;

export const DEMO_ISSUER = {
  name: '星湖保险',
  department: '华东营业部',
  members: [
    ['C8001', '郭晓东'],
    ['C8002', '蒋丽华'],
    ['C8003', 'Daniel Okafor'],
    ['C8004', '谢婉清'],
  ],
} as const;

/** Phone app. The first is the one that the landing page sends people to. */
export const DEMO_MEMBERS = [
  {
    memberNumber: '20260001',
    name: '李小雨',
    kind: 'student',
    department: '计算机学院 2026 级',
    phone: '13800000001',
    uid: '04A1B2C3',
    topUpMinor: 68_000,
  },
  {
    memberNumber: '20260002',
    name: '王浩然',
    kind: 'student',
    department: '外国语学院 2026 级',
    phone: '13800000002',
    uid: '04A1B2C4',
    topUpMinor: 45_000,
  },
  {
    memberNumber: '20260003',
    name: '赵一鸣',
    kind: 'student',
    department: '物理学院 2025 级',
    phone: '13800000003',
    uid: '04A1B2C5',
    topUpMinor: 40_000,
  },
  { memberNumber: 'T1001', name: '孙教授', kind: 'staff', department: '数学学院', phone: '13800000004', uid: '04A1B2C6', topUpMinor: 50_000 },
  {
    memberNumber: 'V2001',
    name: 'Alice Martin',
    kind: 'visitor',
    department: 'Summer school',
    phone: '13800000005',
    uid: '04A1B2C7',
    topUpMinor: 42_000,
  },
] as const;

/** Who looks after whom: a child, seventeen when the demo is made, and a guardian, both by their member numbers. */
export const DEMO_GUARDIANSHIP = { child: '20260003', guardian: 'T1001', ageYears: 17 } as const;

const FAMILY = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜';
const GIVEN = '子涵雨欣浩宇梓轩一诺思源嘉怡宇航诗琪俊杰欣妍博文佳宁明哲语桐';

/** More students, so that lists have something to page and search; the same ones every time. */
export function moreStudents(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    memberNumber: `2025${String(index + 1).padStart(4, '0')}`,
    name: `${FAMILY[index % FAMILY.length]}${GIVEN[(index * 7) % GIVEN.length]}${GIVEN[(index * 11 + 3) % GIVEN.length]}`,
    kind: 'student' as const,
    department: `${['计算机学院', '外国语学院', '物理学院', '数学学院', '经济学院'][index % 5]} 2025 级`,
    topUpMinor: 2_000 + ((index * 1_337) % 18_000),
  }));
}

/** Who is known at the demo's other systems. The first two are the campus's own people, the third is new here. */
export const DEMO_IDENTITIES = [
  { id: 'xiaoyu', name: '李小雨', userName: '20260001', note: '会员 20260001 · a member' },
  { id: 'zhou', name: '周明', userName: 'admin', note: '管理后台 admin · an administrator' },
  { id: 'new', name: '林新竹', userName: '20260900', note: '新生，首次登录即加入 · new here, joins by signing in' },
] as const;
