// Chinese words for recorded traffic under another policy.

import type { en } from './en.ts'

export const zhCN: Record<keyof typeof en, string> = {
  'about.replay': '说明哪些已记录的流会得到不同的判定：按策略文件、另一版本或另一组规则',
  'argument.replayLeft': '当时生效的：版本、安全组，或以逗号分隔的文件',
  'argument.replayRight': '改用什么判定：版本或 `now`、安全组、文件',
  'option.flows': '流日志：本系统的 JSON 行，或阿里云、腾讯云的流日志；缺省为服务端自己的流日志；可多次指定',
  'option.replayEni': '只看该网卡的记录',
  'replay.kinds': '请指定策略文件（-f），或要比较的两个版本、安全组或文件',
  'replay.filesNeedFlows': '仅有文件没有流量：请用 --flows 指定流日志',
  'replay.none': '没有已记录的流会得到不同的判定（共 {{flows}} 条记录）',
  'replay.title': '{{flows}} 条已记录的流中，{{closed}} 条会被丢弃，{{opened}} 条会被放行：',
  'replay.opens': '+ 放行 {{flows}} 条，{{who}} 的{{direction}}',
  'replay.closes': '- 丢弃 {{flows}} 条，{{who}} 的{{direction}}',
  'replay.example': '{{packet}}，{{count}} 次，最近一次 {{last}}；当时：{{recorded}}',
  'replay.noTime': '时间不详',
  'replay.noAction': '未记录',
  'replay.moreFlows': '另有 {{count}} 种不同的流',
  'replay.unplaced': '{{count}} 种流的两端都不是这些网卡',
  'replay.undecided': '? {{count}} 种流未能及时判定',
  'replay.unknown': '? 未能及时判定已记录的流',
  'replay.answers': '{{count}} 条记录是会话中的应答，不经规则判定',
  'replay.empty': '{{count}} 条记录没有报文',
  'replay.someEni': '新增或消失的网卡',
  'replay.noLog':
    '流日志为空：除非 MENSHEN_FLOW_LOG=off，主机记录丢弃的流；MENSHEN_FLOW_LOG=all 时也记录放行的流',
}
