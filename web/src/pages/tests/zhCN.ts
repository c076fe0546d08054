// Chinese words of the policy tests.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.tests': '策略测试',
  'tests.about': '每次变更后都必须成立的断言：会破坏断言的变更被拒绝，并给出例证报文。',
  'tests.none': '这里还没有测试。测试写在策略旁的 YAML 文件里：',
  'tests.onlyWarn': '破坏测试的变更只记录、不拒绝：{{reason}}',
  'tests.result': '结果',
  'tests.passes': '通过',
  'tests.fails': '失败',
  'tests.undecided': '未能判定',
  'tests.name': '测试',
  'tests.claim': '断言',
  'tests.suite': '策略',
  'prove.title': '证明一个断言',
  'prove.claim': '针对全部数据包的断言',
  'prove.hint':
    '“!->”：任何人都无法到达；“->”：至少有一个数据包可以；“=>”：全部都可以。两端可为安全组、实例、网段、tag:键=值、internet 或 any。',
  'prove.ask': '证明',
  'prove.holds': '成立',
  'prove.broken': '不成立',
  'prove.undecided': '未能在时限内判定',
  'prove.vacuous': '其中一端目前没有对象。',
  'tests.place': '所在文件',
  'tests.reason': '原因（记入日志）',
  'tests.to.warn': '改为只警告',
  'tests.to.refuse': '改为拒绝',
}
