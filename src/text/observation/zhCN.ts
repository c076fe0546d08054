// Chinese words for what was seen: hits, flows, drops.

import type { en } from './en.ts'

export const zhCN: Record<keyof typeof en, string> = {
  'about.watch': '实时显示被丢弃的流（主机记录放行时也显示放行的流）：由谁判定、原因是什么',
  'about.top': '显示当前命中最多的规则',
  'option.denied': '只显示被丢弃的',
  'option.watchEni': '作出判定一侧的网卡或实例',
  'option.count': '显示若干条后结束',
  'option.jsonLines': '每行输出一个 JSON 对象',
  'option.onlyHost': '主机',
  'option.interval': '两次查询间隔的秒数',
  'option.once': '查询两次，输出一次后结束',
  'column.perSecond': '命中/秒',
  'watch.waiting': '等待流量；按 Ctrl-C 结束',
  'top.badInterval': '--interval 为 `{{value}}`：应为不小于 1 的秒数',
  'option.hits': '同时列出每条规则的命中次数与最近命中时间',
  'column.hits': '命中',
  'column.bytes': '字节',
  'column.lastHit': '最近命中',
  'column.decidedBy': '判定依据',
  'hits.since': '自 {{since}} 起统计；命中指新建一个会话或丢弃一个报文，字节只计这些报文',
  'hits.never': '从未',
  'hits.gone': '{{rule}}（已删除）',
  'hits.default': '无规则匹配：{{groups}} 的默认策略',
  'hits.inner': '{{groups}} 组内互通',
  'hits.invalid': '不属于任何会话的报文（invalid）',
  'hits.related': '关于未被放行会话的差错报文',
  'hits.unknown': '没有策略的网卡',
  'hits.router': '发往路由器自身且非系统流量',
  'hits.dropped': '被规则、默认策略和网络 ACL 丢弃的合计',
}
