// Chinese words of the topology.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.topology': '拓扑',
  'topology.about': '在某个服务上谁能访问谁，逐对网卡判定。点击单元格可展开。',
  'topology.ego.about': '单个安全组：规则允许谁进来，允许它去哪里。',
  'topology.matrix': '返回矩阵',
  'topology.service': '服务',
  'topology.family': '地址族',
  'topology.fold': '合并安全组',
  'topology.fold.name': '按名称的前 {{parts}} 段',
  'topology.fold.vpc': '按 VPC',
  'topology.fold.group': '不合并',
  'topology.fold.tag': '按标签 {{key}}',
  'topology.all': '全部安全组',
  'topology.some': '{{count}} 个安全组',
  'topology.between': '从 {{from}} 个到 {{to}} 个安全组',
  'topology.none': '还没有安全组。',
  'topology.caption': '从行到列可以互通的网卡对数；圆点表示都不通。',
  'topology.corner': '从 ↓ 到 →',
  'topology.cell': '{{from}} → {{to}}：{{pairs}} 对中 {{reaching}} 对可达',
  'topology.left': '另有 {{count}} 个较小的分组未显示，请进一步合并。',
  'topology.gone': '该安全组已不存在。',
  'topology.dashed': '虚线：允许但自计数以来未被使用。',
  'topology.incoming': '允许进入的来源',
  'topology.outgoing': '允许访问的目标',
  'topology.more': '{{side}}：另有 {{count}} 个',
  'topology.nobody': '没有规则允许任何一方。',
}
