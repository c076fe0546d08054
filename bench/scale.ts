// The two figures of `api`, the start and the memory with 10,000 groups, 200,000 rules and 20,000 interfaces.
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Size } from './bigState.ts'
import { newFolder } from './leftovers.ts'
import { type Lab, startScaleLab } from './scaleLab.ts'
import { cpuMs, median, ms, percentile } from './statistics.ts'

const BIG: Size = { groups: 10_000, rules: 200_000, enis: 20_000 }
const SMALL: Size = { groups: 100, rules: 2_000, enis: 200 }
const WARM_UP = 1500
const ROUNDS = 7
const CALLS = { write: 200, read: 100 } as const
const RATE = 200
const SECONDS = 10

export async function run(): Promise<void> {
  const labs: Lab[] = []
  try {
    const small = await startScaleLab(SMALL)
    labs.push(small)
    const big = await startScaleLab(BIG)
    labs.push(big)
    console.log(`\n${BIG.groups} groups, ${BIG.rules} rules, ${BIG.enis} network interfaces`)
    await starts(big)
    await figures(small, big)
    // In turn, twice each: the disk is others' as well.
    for (let turn = 0; turn < 2; turn++) {
      await openLoop('bare write + fsync, nothing else', bareSync())
      await openLoop('add a rule, small state', (n) => small.write(1_000_000 + turn * 100_000 + n), small.pid)
      await openLoop('add a rule, big state', (n) => big.write(1_000_000 + turn * 100_000 + n), big.pid)
    }
    for (let turn = 0; turn < 2; turn++) {
      await small.restart()
      const write = (n: number) => small.write(1_210_000 + turn * 20_000 + n)
      await openLoop('small state, from the first second', write, small.pid)
    }
    await listings(big)
    const { now, highest } = big.memory()
    console.log(`  memory at the end ${now.toFixed(0)} MB (highest ${highest.toFixed(0)} MB)`)
  } finally {
    for (const lab of labs) await lab.remove()
  }
}

async function starts(big: Lab): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < 3; round++) times.push(await big.restart())
  const { now, highest } = big.memory()
  console.log(
    `  restart until ready ${(median(times) / 1000).toFixed(2)} s; memory then ${now.toFixed(0)} MB (highest ${highest.toFixed(0)} MB)`,
  )
}

/** Rounds in turn, so that a neighbour's noise does not fall on one of them only. */
async function figures(small: Lab, big: Lab): Promise<void> {
  const next = new Map([small, big].map((lab) => [lab, 0]))
  const write = (lab: Lab) => {
    const n = next.get(lab) ?? 0
    next.set(lab, n + 1)
    return lab.write(n)
  }
  const middle = await tokenAt(big, 100)
  const kinds = {
    write: { lab: [small, big], count: CALLS.write, call: write },
    read: { lab: [small, big], count: CALLS.read, call: (lab: Lab) => lab.page() },
    middle: { lab: [big], count: CALLS.read, call: (lab: Lab) => lab.page(middle) },
  } as const
  for (const lab of [small, big]) {
    for (let n = 0; n < WARM_UP; n++) await write(lab)
    for (let n = 0; n < WARM_UP / 3; n++) await lab.page()
  }
  const cpu = new Map<string, number[]>()
  for (let round = 0; round < ROUNDS; round++) {
    for (const [kind, { lab: labs, count, call }] of Object.entries(kinds)) {
      for (const lab of labs) {
        const before = cpuMs(lab.pid)
        for (let n = 0; n < count; n++) await call(lab)
        const key = `${kind} ${lab === small ? 'small' : 'big'}`
        cpu.set(key, [...(cpu.get(key) ?? []), (cpuMs(lab.pid) - before) / count])
      }
    }
  }
  const of = (key: string) => median(cpu.get(key) ?? [])
  console.log(
    `  CPU-ms of the server per request, medians of ${ROUNDS} interleaved rounds (small | big | ratio)`,
  )
  for (const [kind, title] of [
    ['write', 'add a rule, signed and on disk'],
    ['read', 'page of 50 groups'],
  ] as const) {
    const [a, b] = [of(`${kind} small`), of(`${kind} big`)]
    console.log(`    ${title.padEnd(32)} ${a.toFixed(2)} | ${b.toFixed(2)} | ${(b / a).toFixed(2)}`)
  }
  console.log(`    ${'page of 50 in the middle'.padEnd(32)}      | ${of('middle big').toFixed(2)} |`)
}

async function tokenAt(lab: Lab, page: number): Promise<string> {
  let token = ''
  for (let n = 0; n < page; n++) token = await lab.page(token)
  return token
}

/** Sent by the clock whatever the answers do; times count from the moment that was planned. */
async function openLoop(title: string, call: (n: number) => Promise<void>, pid?: number): Promise<void> {
  const begin = performance.now() + 100
  const times: number[] = []
  const before = pid === undefined ? 0 : cpuMs(pid)
  await Promise.all(
    Array.from({ length: RATE * SECONDS }, async (_, n) => {
      const planned = begin + (n * 1000) / RATE
      await new Promise((resolve) => setTimeout(resolve, planned - performance.now()))
      // Timers may ring a little early.
      const from = Math.min(planned, performance.now())
      await call(n)
      times.push(performance.now() - from)
    }),
  )
  const cost = pid === undefined ? '' : `, CPU-ms each ${((cpuMs(pid) - before) / times.length).toFixed(2)}`
  console.log(
    `  ${RATE} a second for ${SECONDS} s, ${title.padEnd(34)} p50 ${ms(median(times))}, p90 ${ms(percentile(times, 0.9))}, p99 ${ms(percentile(times, 0.99))}${cost}`,
  )
}

/** What the disk alone makes of as many durable writes of four pages, in the same minute. */
function bareSync(): (n: number) => Promise<void> {
  const folder = newFolder()
  const file = openSync(join(folder, 'sync'), 'w')
  const pages = Buffer.alloc(4 * 4096)
  return async (n) => {
    writeSync(file, pages, 0, pages.length, (n % 250) * pages.length)
    fsyncSync(file)
    if (n < RATE * SECONDS - 1) return
    closeSync(file)
    rmSync(folder, { recursive: true })
  }
}

/** Other lists that clients ask for again and again; one call each in a warm server. */
async function listings(big: Lab): Promise<void> {
  const asked: readonly (readonly [string, Record<string, string>])[] = [
    ['DescribeNetworkInterfaces', { MaxResults: '50' }],
    ['DescribeNetworkInterfaces', { SecurityGroupId: 'sg-bp100000000000000003', MaxResults: '50' }],
    ['DescribeSecurityGroups', { SecurityGroupId: 'sg-bp100000000000000003' }],
    ['DescribeSecurityGroupAttribute', { SecurityGroupId: 'sg-bp100000000000000003' }],
    ['DescribeSecurityGroupReferences', { 'SecurityGroupId.1': 'sg-bp100000000000000003' }],
    ['DescribeInstances', { PageSize: '50' }],
    [
      'CreateNetworkInterface',
      { VSwitchId: big.patterns.vSwitchIds[0] ?? '', SecurityGroupId: big.patterns.groupId },
    ],
    ['CreateSecurityGroup', { VpcId: big.patterns.vpcId }],
    ['CreateSecurityGroup', {}],
  ]
  for (const [action, parameters] of asked) {
    const cost = async (): Promise<number> => {
      const before = cpuMs(big.pid)
      for (let n = 0; n < 20; n++) await big.call(action, parameters).catch(noQuota)
      return (cpuMs(big.pid) - before) / 20
    }
    await cost()
    const costs = [await cost(), await cost(), await cost()]
    console.log(
      `    ${`${action} ${Object.keys(parameters).join(' ')}`.padEnd(64)} ${median(costs).toFixed(2)}`,
    )
  }
}

/** Creations end at the limits of one account; that too must be quick. */
function noQuota(error: Error): void {
  if (!/Quota|Limit/.test(error.message)) throw error
}
