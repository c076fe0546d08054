// What it costs to import a file of 200 rules, read, checked and made durable: CSV and JSON, beside the limit of 100 ms.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readRuleFile } from '../src/cloud/aliyun/ruleFile/readRuleFile.ts'
import { writeRuleFile } from '../src/cloud/aliyun/ruleFile/writeRuleFile.ts'
import { type AccountId, asId } from '../src/core/model/ids.ts'
import type { Call } from '../src/service/call.ts'
import { perform } from '../src/service/pipeline.ts'
import { addRules } from '../src/service/rule/addRules.ts'
import { importRules } from '../src/service/rule/importRules.ts'
import { createGroup } from '../src/service/securityGroup/createGroup.ts'
import { openStore } from '../src/store/index.ts'
import { newFolder } from './leftovers.ts'
import { median, ms, percentile } from './statistics.ts'
import { mustGo } from './teardown.ts'

const RULES = 200
const ROUNDS = 30
const TARGET = 100

export async function run(): Promise<void> {
  const folder = newFolder()
  const remove = mustGo(() => rmSync(folder, { recursive: true }))
  const store = await openStore(join(folder, 'import.db'))
  let ids = 0
  const parts = { store, now: Date.now, ids: { next: (prefix: string) => `${prefix}-${++ids}` } }
  const accountId = asId<AccountId>('1')
  const call = <T extends object>(work: (one: Call) => T) =>
    perform(parts, { accountId, permission: '', effect: 'write', dryRun: false, token: null, run: work })
  const newGroup = (one: Call) =>
    createGroup(one, {
      region: 'cn-hangzhou',
      kind: 'basic',
      name: 'x',
      description: '',
      resourceGroupId: '',
      tags: {},
    })
  const { value: full } = await call((one) => {
    const group = newGroup(one)
    for (let from = 0; from < RULES; from += 100)
      addRules(one, { groupId: group.id, direction: 'ingress', rules: rules(from) })
    return group
  })
  console.log(
    `import of ${RULES} rules into an empty group, durable, ${ROUNDS} times each; the goal is ${TARGET} ms`,
  )
  for (const format of ['csv', 'json'] as const) {
    const bytes = new TextEncoder().encode(writeRuleFile(store, full, format, 0).text)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const { value: group } = await call(newGroup)
      const begin = performance.now()
      const { value } = await call((one) => ({
        rows: importRules(one, { groupId: group.id, ...readRuleFile(one, bytes, ''), keepGood: false }),
      }))
      times.push(performance.now() - begin)
      if (value.rows.some(({ outcome }) => outcome !== 'added')) throw new Error('rules are missing')
    }
    console.log(
      `${format.padEnd(5)} median ${ms(median(times))}, worst of 100 ${ms(percentile(times, 0.99))}`,
    )
  }
  await store.close()
  await remove()
}

const rules = (from: number) =>
  Array.from({ length: 100 }, (_, n) => ({
    protocol: 6,
    ports: { kind: 'ranges' as const, ranges: [{ first: from + n + 1, last: from + n + 1 }] },
    sourcePorts: null,
    icmp: null,
    peer: { kind: 'cidr' as const, cidr: `10.0.${n}.0/24` },
    ownCidr: null,
    action: 'accept' as const,
    precedence: (n % 100) + 1,
    nic: null,
    description: `rule ${n}`,
  }))
