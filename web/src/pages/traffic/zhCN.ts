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
  'traffic.explain': '解释',
  'traffic.makeRule': '据此创建规则',
}
