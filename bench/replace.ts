// A whole policy takes the place of another one, again and again, under 100,000 packets a second: is any of them judged by a mix?
import { rmSync } from 'node:fs'
import { Epochs } from '../src/agent/epochs.ts'
import type { Counting } from '../src/agent/hits/hitCounter.ts'
import { readCounters } from '../src/agent/hits/readCounters.ts'
import { RouterPolicy } from '../src/agent/routerPolicy.ts'
import { ROOT_KERNEL } from '../src/agent/script.ts'
import type { RouterInput } from '../src/core/compile/backend.ts'
import { planRouter } from '../src/core/compile/nftables/plan.ts'
import { renderTable } from '../src/core/compile/nftables/render.ts'
import { newFolder } from './leftovers.ts'
import { openPacketLabs, type Paced, type PacketLab } from './packets/lab.ts'
import { policyPair } from './packets/policyPair.ts'
import { mustGo } from './teardown.ts'

const SECONDS = 15
const PAUSE_MS = 20
const RULES = 1000

type Input = Omit<RouterInput, 'epoch'>

export async function run(): Promise<void> {
  const labs = openPacketLabs(1)
  const lab = labs?.[0]
  if (lab === undefined) return
  try {
    console.log(
      `\na policy of ${RULES} rules under 100,000 packets/s, half of them allowed by both and half by none`,
    )
    await measure(lab, 'no replacement', [])
    await measure(lab, 'every rule another one', policyPair(RULES, RULES))
    await measure(lab, 'a tenth of the rules others', policyPair(RULES, RULES / 10))
    await measure(lab, 'nothing but the rules that decide', policyPair(RULES, 4))
    await control(lab, policyPair(RULES, RULES))
  } finally {
    await lab.close()
  }
}

async function measure(lab: PacketLab, title: string, pair: readonly Input[]): Promise<void> {
  const folder = newFolder()
  const remove = mustGo(() => rmSync(folder, { recursive: true, force: true }))
  const unnamed: number[] = []
  const policy = new RouterPolicy({
    ...{ kernel: ROOT_KERNEL, namespace: lab.routerNamespace, dataDir: folder, epochs: new Epochs(folder) },
    beforeReload: async (counting) => void unnamed.push(await judgedByDefault(counting)),
    onForeign: () => {},
  })
  try {
    await policy.apply(pair[0] ?? (policyPair(RULES, RULES)[0] as Input))
    unnamed.length = 0
    const paced = lab.pace(SECONDS * 1000)
    const count = await replaceUntil(paced, pair, (input) => policy.apply(input))
    unnamed.push(await judgedByDefault(policy.counting))
    report(title, await paced, count)
    const fallen = unnamed.reduce((sum, each) => sum + each, 0)
    console.log(`    ${fallen} were judged by the default of ingress, where neither policy ever leaves one`)
  } finally {
    policy.close()
    await remove()
  }
}

/** Shows that a gap would be seen: the table goes in one transaction and comes in the next. */
async function control(lab: PacketLab, pair: readonly Input[]): Promise<void> {
  const texts = pair.map((input, at) => renderTable(planRouter({ ...input, epoch: 1000 + at })))
  const files = texts.map((text) => text.replace(/^(delete table \S+ \S+)$/gm, '$1\n'))
  const paced = lab.pace(3000)
  const count = await replaceUntil(paced, files, async (text) => {
    lab.router("nft 'delete table inet menshen'")
    lab.router(`nft -f - <<'END'\n${text}\nEND`)
  })
  report('control: taken away, then loaded', await paced, count)
}

async function replaceUntil<T>(
  end: Promise<unknown>,
  pair: readonly T[],
  apply: (one: T) => Promise<unknown>,
): Promise<number> {
  let isOver = false
  void end.finally(() => {
    isOver = true
  })
  let count = 0
  while (!isOver) {
    const next = pair[(count + 1) % 2]
    if (next !== undefined) {
      await apply(next)
      count++
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return count
}

async function judgedByDefault({ namespace, defaults }: Counting): Promise<number> {
  const { readings } = await readCounters(ROOT_KERNEL, namespace, defaults)
  const found = readings.filter(
    ({ subject, direction }) => direction === 'ingress' && subject.startsWith('default'),
  )
  return found.reduce((sum, { packets }) => sum + packets, 0)
}

function report(title: string, { perSecond, sent, arrived }: Paced, count: number): void {
  const rate = Math.round(perSecond).toLocaleString('en')
  console.log(
    `  ${title.padEnd(34)} ${String(count).padStart(4)} replacements, ${rate} packets/s: ${sent.open - arrived.open} of ${sent.open} allowed ones lost, ${arrived.shut} of ${sent.shut} forbidden ones let through`,
  )
}
