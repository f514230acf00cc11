/** What the demo campus tells its members. Written to be read, not to be scrolled past. */
export const DEMO_NOTICE = {
  summaryZh: '说明一卡通保存哪些信息、用在哪里、保存多久，以及你可以怎样查看、导出和注销。',
  summaryEn: 'What the card keeps of you, what for and for how long, and how you see it, take it with you or end it.',
  bodyZh: `# 我们保存什么
- 姓名、编号、院系和身份类别
- 手机号；你提供时，还有邮箱、证件号码和银行账号，全部加密保存
- 每一笔付款、退款和充值

# 用来做什么
没有这些信息就无法付款、查余额、退款和挂失，因此账户服务是必要的。其余用途各有一个开关，默认关闭，随时可以更改。

# 谁能看到
- 商户只看到金额、时间和打码的姓名
- 窗口人员办理业务时可以查看；查看证件号码等敏感信息会记录是谁看的
- 除法律要求外，不提供给任何人

# 保存多久
交易记录按会计法规保存。账户注销后，姓名等个人信息换成化名，不再能认出你。

# 你的权利
在“我的－隐私”中可以查看告知、更改选择、导出全部数据、申请注销。有疑问请到服务窗口。`,
  bodyEn: `# What we keep
- your name, number, department and kind
- your phone; and, where you gave them, e-mail address, ID number and bank account, all of them encrypted
- every payment, refund and top-up

# What it is for
Without these nobody could pay, see a balance, be refunded or freeze a lost card, so running your account is necessary. Every other use has a switch of its own, which is off until you turn it on, and which you can change at any time.

# Who sees it
- a shop sees the amount, the time and a masked name
- people at the counter see your entry while they serve you; whoever looks at an ID number is written down
- nobody else, unless the law asks for it

# For how long
Payments are kept as the law on accounting asks. When you end your account, a pseudonym takes the place of your name, and nobody can tell any more that it was you.

# Your rights
Under Me, Privacy you read this notice, change what you allow, take everything with you as a file, and end your account. The service counter answers your questions.`,
};
