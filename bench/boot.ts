// From the start of an agent to 1,000 interfaces with 200 rules each in force, beside nft alone with the same ruleset.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { BoundHost, inNamespaceOfItsOwn } from './boundHost.ts'
import { worldOf } from './manyEnis.ts'
import { median, ms } from './statistics.ts'

const SHAPE = { enis: 1000, policies: 20, rulesPerPolicy: 200, members: 6000 }
const ROUNDS = 5
const SETTLED_MS = 15_000
const GOAL = { ms: 2000, mb: 150 }

export async function run(): Promise<void> {
  if (await inNamespaceOfItsOwn('boot')) return
  const world = worldOf(SHAPE)
  const eniIds = Array.from({ length: SHAPE.enis }, (_, at) => `eni-i-${at}`)
  for (let at = 0; at < SHAPE.enis; at++) world.remove('instance', `i-${at}`)
  const host = await BoundHost.open(world, eniIds)
  const [times, limits, now, highest, cpu]: number[][] = [[], [], [], [], []]
  let settled = 0
  try {
    for (let round = 0; round < ROUNDS; round++) {
      times?.push(await host.boot())
      const memory = host.memory()
      now?.push(memory.now)
      cpu?.push(host.cpuMs())
      highest?.push(memory.highest)
      await kept(host)
      if (round === ROUNDS - 1) settled = await settledMemory(host)
      await host.stopAgent()
      limits?.push(bareLoad(host))
    }
  } finally {
    await host.close()
  }
  const [time, limit] = [median(times ?? []), median(limits ?? [])]
  console.log(
    `\n${SHAPE.enis} bound interfaces, ${SHAPE.rulesPerPolicy} rules each in ${SHAPE.policies} sets of groups, a group of ${SHAPE.members}; medians of ${ROUNDS}`,
  )
  console.log(
    `  start of the agent → all of it in force ${ms(time)} (≤ ${GOAL.ms} ms), least ${ms(Math.min(...(times ?? [])))}; the bare \`nft -f\` of the same ${ms(limit)}, ratio ${(time / limit).toFixed(1)}`,
  )
  console.log(`  CPU time of the agent itself meanwhile ${ms(median(cpu ?? []))}`)
  console.log(
    `  memory of the agent when all is in force ${median(now ?? []).toFixed(0)} MB (≤ ${GOAL.mb} MB), at most ${Math.max(...(highest ?? [])).toFixed(0)} MB`,
  )
  console.log(
    `  the same a quarter of a minute later, the kernel's rules compared one by one, ${settled.toFixed(0)} MB (≤ ${GOAL.mb} MB)`,
  )
}

/** The agent writes what it has loaded to disk a moment later. */
async function kept({ dataDir }: BoundHost): Promise<void> {
  while (rulesetIn(dataDir) === undefined) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** When it has looked for foreign edits several times, the first time at every element. */
async function settledMemory(host: BoundHost): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
  return host.memory().now
}

function rulesetIn(dataDir: string): string | undefined {
  const folder = join(dataDir, 'rulesets')
  try {
    const name = readdirSync(folder).find((each) => each.endsWith('.nft'))
    return name === undefined ? undefined : join(folder, name)
  } catch {
    return undefined
  }
}

function bareLoad({ dataDir }: BoundHost): number {
  spawnSync('nft', ['flush', 'ruleset'])
  const start = performance.now()
  const { status, stderr } = spawnSync('nft', ['-f', rulesetIn(dataDir) ?? ''], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr.slice(0, 400))
  return performance.now() - start
}
