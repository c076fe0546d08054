// Instances and network interfaces in Simplified Chinese.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.instances': '实例与弹性网卡',
  'page.eni': '弹性网卡',
  'instances.about': '规则作用的对象：实例及其弹性网卡。',
  'instances.find': '名称、ID 或 IP 地址',
  'instances.none': '还没有实例。可通过 SDK、CLI 或 Terraform 创建，也可在概览页试用实验环境。',
  'instances.state': '状态',
  'instances.running': '运行中',
  'instances.stopped': '已停止',
  'instances.private': '私网 IP',
  'instances.public': '公网 IP',
  'instances.zone': '可用区',
  'instances.detached': '未绑定实例',
  'eni.groups': '网卡所属安全组',
  'eni.groupsAbout': '所有安全组共同生效，至少保留一个。',
  'eni.groupsInOrder': '安全组自上而下依次判断：首个匹配的规则生效。可拖动，或在手柄上用方向键调整顺序。',
  'eni.addGroup': '添加安全组',
  'eni.save': '预览更改',
  'eni.effective': '按判断顺序合并后的生效规则',
  'eni.effectiveAbout': '第一条匹配的规则决定结果；平台规则、组内互通与默认策略也在列表中。',
  'eni.place': '序号',
  'eni.from': '来源',
  'eni.decides': '生效',
  'eni.undecided': '未判断',
  'eni.gone': '此处没有这个弹性网卡',
}
