// The price of a connection, a new session and a packet of an old one: Menshen beside the ideal ruleset, beside lists and beside nothing.
import { routerSysctls } from '../src/agent/sysctls.ts'
import { aerleon } from './packets/aerleon.ts'
import { firewalld } from './packets/firewalld.ts'
import { type Cost, type Mode, openPacketLabs, type PacketLab } from './packets/lab.ts'
import {
  conntrackAlone,
  ideal,
  iptables,
  linearNft,
  nftRuleset,
  none,
  type Ruleset,
} from './packets/peers.ts'
import { menshenRuleset, type PolicyShape } from './packets/worlds.ts'
import { median } from './statistics.ts'
import { breathe } from './teardown.ts'

const ROUNDS = 15
const FULL: PolicyShape = { rules: 1000, addresses: 60_000, ports: 100 }
/** Short, so that all rulesets have their turn within a second or two of each other. */
const AMOUNTS: Readonly<Record<Exclude<Mode, 'rate'>, number>> = { tcp: 600, new: 6000, held: 8000 }
const RATE_MS = 250

type Costs = Readonly<Record<Mode, number[]>>

export async function run(): Promise<void> {
  await comparePeers()
  await compareSizes()
}

const menshen = (shape: PolicyShape): Ruleset =>
  inOurRouter(
    nftRuleset(
      `menshen, ${shape.rules} rules, ${shape.addresses} addresses, ${shape.ports + 2} ports`,
      menshenRuleset(shape),
    ),
  )

/** With the settings that the agent gives a router. */
const inOurRouter = ({ name, load }: Ruleset): Ruleset => ({
  name,
  load(lab) {
    lab.router(routerSysctls(lab.routerNamespace))
    load(lab)
  },
})

const alike = (ruleset: Ruleset): Ruleset => ({
  ...inOurRouter(ruleset),
  name: `${ruleset.name}, our settings`,
})

async function comparePeers(): Promise<void> {
  const full = menshen(FULL)
  const list = linearNft(1000)
  const [trackingAlike, idealAlike] = [alike(conntrackAlone), alike(ideal)]
  const peers = [iptables('nft', 1000), iptables('legacy', 1000), aerleon(1000), firewalld(12_000)].filter(
    (each) => each !== undefined,
  )
  const costs = await measure([none, conntrackAlone, ideal, full, trackingAlike, idealAlike, list, ...peers])
  if (costs === undefined) return
  console.log(
    `\nCPU time of the whole path, medians of ${ROUNDS} interleaved rounds (least round), and times the ideal ruleset`,
  )
  const base = costs.get(ideal) as Costs
  for (const [{ name }, each] of costs) {
    const rate = Math.round(median(each.rate))
    console.log(
      `  ${name.padEnd(52)} TCP connection ${cell(each.tcp, base.tcp)} µs | new UDP session ${cell(each.new, base.new)} µs | packet of an old one ${cell(each.held, base.held)} µs | ${rate} connections/s`,
    )
  }
  const say = (what: string, a: Ruleset, b: Ruleset, mode: Mode): void => {
    const [one, other] = [a, b].map((ruleset) => (costs.get(ruleset) as Costs)[mode]) as [number[], number[]]
    // What stands still for a moment is dearer, never cheaper: the least round is the one that was disturbed least.
    const least =
      mode === 'rate' ? Math.max(...one) / Math.max(...other) : Math.min(...one) / Math.min(...other)
    console.log(`  ${what.padEnd(66)} ${(median(one) / median(other)).toFixed(3)} (${least.toFixed(3)})`)
  }
  console.log('by medians (by least rounds)')
  say('TCP connection, menshen / ideal (≤ 1.08)', full, ideal, 'tcp')
  say('connections per second, menshen / no firewall (≥ 0.90)', full, none, 'rate')
  say('connections per second, ideal / no firewall', ideal, none, 'rate')
  say('new UDP session, menshen / ideal (≤ 1.35)', full, ideal, 'new')
  for (const peer of [list, ...peers]) say(`new UDP session, ${peer.name} / menshen`, peer, full, 'new')
  say('packet of an old session, menshen / conntrack alone (≤ 1.05)', full, conntrackAlone, 'held')
  say('the same where both routers have the settings of ours', full, trackingAlike, 'held')
  say('TCP connection, menshen / ideal, the same', full, idealAlike, 'tcp')
  say('new UDP session, menshen / ideal, the same', full, idealAlike, 'new')
}

async function compareSizes(): Promise<void> {
  const pairs: readonly (readonly [PolicyShape, PolicyShape])[] = [
    [
      { rules: 10, addresses: 60_000, ports: 100 },
      { rules: 10_000, addresses: 60_000, ports: 100 },
    ],
    [{ rules: 1000, addresses: 1, ports: 100 }, FULL],
    [
      { rules: 1000, addresses: 1, ports: 0 },
      { rules: 1000, addresses: 1, ports: 60_000 },
    ],
  ]
  for (const [small, big] of pairs) {
    const [a, b] = [menshen(small), menshen(big)]
    const costs = await measure([a, b])
    if (costs === undefined) return
    const ratio = (mode: Mode): string =>
      (median((costs.get(b) as Costs)[mode]) / median((costs.get(a) as Costs)[mode])).toFixed(2)
    console.log(
      `  ${b.name} / ${a.name}: TCP ${ratio('tcp')}, new UDP session ${ratio('new')}, old one ${ratio('held')} (≤ 1.15)`,
    )
  }
}

/** Each ruleset in a lab of its own; each round takes them in another order, so that a busy moment hits none alone. */
async function measure(rulesets: readonly Ruleset[]): Promise<ReadonlyMap<Ruleset, Costs> | undefined> {
  const labs = openPacketLabs(rulesets.length)
  if (labs === undefined) return undefined
  const costs = rulesets.map((): Costs => ({ tcp: [], new: [], held: [], rate: [] }))
  try {
    for (const [at, ruleset] of rulesets.entries()) {
      ruleset.load(labs[at] as PacketLab)
      await breathe()
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const turn of rulesets.keys()) {
        const at = (turn + round * 2) % rulesets.length
        takeTurn(labs[at] as PacketLab, rulesets[at] as Ruleset, costs[at] as Costs)
        await breathe()
      }
    }
  } finally {
    for (const lab of labs) await lab.close()
  }
  return new Map(rulesets.map((ruleset, at) => [ruleset, costs[at] as Costs]))
}

function takeTurn(lab: PacketLab, ruleset: Ruleset, costs: Costs): void {
  lab.delivered()
  for (const [mode, amount] of Object.entries(AMOUNTS) as [Exclude<Mode, 'rate'>, number][]) {
    const cost = lab.run(mode, amount)
    hold(ruleset, mode, cost, mode === 'new' ? amount - lab.delivered() : 0)
    costs[mode].push(cost.cpuNs)
  }
  lab.forgetSessions()
  costs.rate.push(1e9 / lab.run('rate', RATE_MS).wallNs)
  lab.forgetSessions()
}

/** A figure about packets that did not arrive would be one about dropping. */
function hold({ name }: Ruleset, mode: Mode, { failed }: Cost, lost: number): void {
  if (failed > 0 || lost > 0) throw new Error(`${name}, ${mode}: ${failed} failed, ${lost} lost`)
}

function cell(values: readonly number[], base: readonly number[]): string {
  const digits = median(values) < 20_000 ? 2 : 1
  const [middle, least] = [median(values), Math.min(...values)].map((ns) => (ns / 1000).toFixed(digits))
  return `${middle} (${least}) ${(median(values) / median(base)).toFixed(2)}x`
}
