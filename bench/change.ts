// From a change of the state to the kernel: one rule, one member, everything; deltas beside the whole table each time.
import { ChangeLab } from './changeLab.ts'
import type { Shape } from './manyEnis.ts'
import { measureManyRules } from './manyRules.ts'
import { median, ms, percentile } from './statistics.ts'

const WHOLE_ROUNDS = 5

export async function run(): Promise<void> {
  await measure({ enis: 100, policies: 1, rulesPerPolicy: 1000, members: 6000 })
  await measure({ enis: 1000, policies: 20, rulesPerPolicy: 200, members: 6000 })
  await measureManyRules()
}

async function measure(shape: Shape): Promise<void> {
  const bench = await ChangeLab.open(shape)
  try {
    console.log(
      `\n${shape.enis} ENIs, ${shape.rulesPerPolicy} rules on each, ${shape.policies} sets of groups, a group of ${shape.members}`,
    )
    const whole = await bench.times(WHOLE_ROUNDS, () => bench.wholeTable())
    const full = await bench.times(1, () => bench.apply([]))
    report('all of it, once (state → kernel)', full, whole)
    console.log(
      `  process ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB, the state and both ways in it`,
    )
    report('one rule added or removed', await bench.changes(bench.toggleRule()), whole)
    report('one rule with another port', await bench.changes(bench.changeRule()), whole)
    report('one member joins or leaves', await bench.changes(bench.toggleMember()), whole)
  } finally {
    await bench.close()
  }
}

function report(title: string, times: readonly number[], whole: readonly number[]): void {
  const ratio = median(whole) / median(times)
  console.log(
    `  ${title.padEnd(34)} p50 ${ms(median(times)).padStart(9)}   p99 ${ms(percentile(times, 0.99)).padStart(9)}   whole table ${ms(median(whole))}, ${ratio.toFixed(1)} times as long`,
  )
}
