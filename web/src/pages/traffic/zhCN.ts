// Chinese words of the page about live traffic.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.traffic': '实时流量',
  'traffic.about': '主机正在丢弃或放行的数据包，以及起决定作用的规则；流量很大时为抽样。',
  'traffic.which': '哪些数据包',
  'traffic.denied': '被丢弃的',
  'traffic.all': '全部上报的',
  'traffic.find': '地址、端口或规则',
  'traffic.pause': '暂停',
  'traffic.go': '继续',
  'traffic.paused': '已暂停',
  'traffic.live': '实时',
  'traffic.connecting': '正在连接…',
  'traffic.none': '目前没有数据包被丢弃。可在“诊断”中发送一个没有规则允许的数据包，它会出现在这里。',
  'traffic.from': '源',
  'traffic.to': '目的',
  'traffic.decided': '决定者',
  'traffic.count': '次数',
  'traffic.last': '最近一次',
  'traffic.allAbout':
    '仅当主机记录放行的会话时（MENSHEN_FLOW_LOG=all）才会上报；无论如何，每条规则的命中次数都会计入。',
  'traffic.reason.default': '安全组默认策略',
  'traffic.reason.innerAccess': '组内互通',
  'traffic.reason.networkAcl': '网络 ACL',
  'traffic.reason.smtp': '平台限制公网出方向 TCP 25',
  'traffic.reason.spoofed': '源地址不属于该网卡',
  'traffic.reason.invalid': '不属于任何会话，也不能发起会话',
  'traffic.reason.related': '属于已放行的会话',
  'traffic.reason.noSuchAddress': '没有任何网卡使用该地址',
  'traffic.reason.noPublicAddress': '没有公网地址',
  'traffic.reason.router': '目的是路由器自身',
  'traffic.explain': '解释',
  'traffic.makeRule': '据此创建规则',
}
