// The overview in Simplified Chinese.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.overview': '概览',
  'overview.about': '资源、风险、生效情况与最近变更。',
  'overview.groups': '安全组',
  'overview.rules': '安全组规则',
  'overview.instances': '实例',
  'overview.enis': '弹性网卡',
  'overview.quotas': '最接近上限的配额',
  'overview.noQuotas': '尚未使用任何配额。',
  'overview.hosts': '主机',
  'overview.noHosts': '没有主机（{{mode}}）：变更会保存，但不会被执行。',
  'overview.enforced': '已生效版本 {{revision}}',
  'overview.lag': '落后 {{lag}} 个版本',
  'overview.away': '{{since}}起离线',
  'overview.failing': '异常：{{why}}',
  'overview.upToDate': '已是最新',
  'overview.changes': '最近变更',
  'overview.noChanges': '尚无变更。',
  'overview.system': '系统',
  'lab.offer': '初次使用？试试实验环境',
  'lab.here': '实验环境已就绪',
  'lab.create': '创建实验环境',
  'lab.remove': '移除实验环境',
  'lab.progress': '已完成 {{done}}/{{all}}',
  'lab.done': '已完成',
  'lab.over': '全部完成。点击上方按钮移除实验环境，不会留下任何内容。',
  'lab.step.traffic': '观察网店的流量',
  'lab.learn.traffic':
    '每两秒来一位顾客：Web 访问应用，应用访问数据库。每条规则旁的命中次数随之增加，并显示最近一次的时间。',
  'lab.step.shadow': 'lab-app：有一条规则从不生效，为什么？',
  'lab.learn.shadow':
    '规则旁的标记会指出先行处理其全部数据包的规则。删除多余的那条：预览会说明对数据包没有影响。',
  'lab.step.open': 'lab-web：远程桌面对所有人开放',
  'lab.learn.open': '删除该规则，先看影响：会关闭什么，并且不会切断正在进行的会话。',
  'lab.step.diagnose': '应用为何无法访问数据库 5432 端口？',
  'lab.learn.diagnose': '逐跳路径、起决定作用的规则、被覆盖的规则。采用最小修复方案。',
  'lab.step.packet': '从 Web 向应用发送一个真实数据包',
  'lab.learn.packet': '诊断说明应当如何；真实数据包证明内核确实如此。',
  'lab.step.effective': 'lab-db-1：网卡真正生效的规则',
  'lab.learn.effective': '所有安全组按判断顺序合并，每条规则附命中次数及其前面的规则。',
  'lab.step.history': 'lab-db：谁在何时改了什么？',
  'lab.learn.history': '您的修复就在其中，附有您的名字与所用的调用。',
  'lab.about':
    '一个小型网店：两台 Web、一台应用、一台数据库，各属一个安全组，彼此间有真实流量，并留有几处待发现的问题。可一键移除，不影响其他资源。',
}
