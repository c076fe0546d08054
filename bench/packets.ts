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

/** Of few rulesets that are nearly alike, and of many that are not. */
const ROUNDS = { close: 40, wide: 15 }
const FULL: PolicyShape = { rules: 1000, addresses: 60_000, ports: 100 }
const MODES: readonly Mode[] = ['tcp', 'new', 'held', 'rate']
/** Short, so that all rulesets have their turn within moments of each other. `rate`: milliseconds. */
const AMOUNTS: Readonly<Record<Mode, number>> = { tcp: 600, new: 6000, held: 8000, rate: 250 }

type Costs = Readonly<Record<Mode, number[]>>
type Measured = ReadonlyMap<Ruleset, Costs>

export async function run(): Promise<void> {
  const full = menshen(FULL)
  await compareClosely(full)
  await comparePeers(full)
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

async function compareClosely(full: Ruleset): Promise<void> {
  const [trackingAlike, idealAlike] = [alike(conntrackAlone), alike(ideal)]
  const rulesets = [none, conntrackAlone, ideal, full, trackingAlike, idealAlike]
  const costs = await measure(rulesets, ROUNDS.close)
  if (costs === undefined) return
  table(costs, ROUNDS.close)
  const say = (what: string, mode: Mode, a: Ruleset, b: Ruleset): void =>
    console.log(`  ${what.padEnd(74)} ${compared(costs, mode, a, b)}`)
  say('TCP connection, menshen / ideal (≤ 1.08)', 'tcp', full, ideal)
  say('  the same where both routers have the settings of ours', 'tcp', full, idealAlike)
  say('connections per second, menshen / no firewall (≥ 0.90)', 'rate', full, none)
  say('  connection tracking alone / no firewall', 'rate', conntrackAlone, none)
  say('  ideal / no firewall', 'rate', ideal, none)
  say('  menshen / ideal', 'rate', full, ideal)
  say('new UDP session, menshen / ideal (≤ 1.35)', 'new', full, ideal)
  say('  the same where both routers have the settings of ours', 'new', full, idealAlike)
  say('packet of an old session, menshen / conntrack alone (≤ 1.05)', 'held', full, conntrackAlone)
  say('  the same where both routers have the settings of ours', 'held', full, trackingAlike)
}

async function comparePeers(full: Ruleset): Promise<void> {
  const peers = [
    linearNft(1000),
    ...[iptables('nft', 1000), iptables('legacy', 1000), aerleon(1000), firewalld(12_000)],
  ].filter((each) => each !== undefined)
  const costs = await measure([ideal, full, ...peers], ROUNDS.wide)
  if (costs === undefined) return
  table(costs, ROUNDS.wide)
  for (const peer of peers)
    console.log(
      `  new UDP session, ${`${peer.name} / menshen`.padEnd(48)} ${compared(costs, 'new', peer, full)}`,
    )
}

function table(costs: Measured, rounds: number): void {
  console.log(
    `\nCPU time of the whole path, medians of ${rounds} interleaved rounds (least round), and times the ideal ruleset;`,
  )
  console.log('below them ratios: the median of those of each round (by the least round of each)')
  const base = costs.get(ideal) as Costs
  for (const [{ name }, each] of costs) {
    const rate = Math.round(median(each.rate))
    console.log(
      `  ${name.padEnd(52)} TCP connection ${cell(each.tcp, base.tcp)} µs | new UDP session ${cell(each.new, base.new)} µs | packet of an old one ${cell(each.held, base.held)} µs | ${rate} connections/s`,
    )
  }
}

/** Rounds of a busy machine differ more than rulesets do, so a round is compared with itself. */
function compared(costs: Measured, mode: Mode, a: Ruleset, b: Ruleset): string {
  const [one, other] = [a, b].map((ruleset) => (costs.get(ruleset) as Costs)[mode]) as [number[], number[]]
  const best = mode === 'rate' ? Math.max : Math.min
  const ratios = one.map((value, round) => value / (other[round] as number))
  return `${median(ratios).toFixed(3)} (${(best(...one) / best(...other)).toFixed(3)})`
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
    const costs = await measure([a, b], ROUNDS.wide)
    if (costs === undefined) return
    const ratio = (mode: Mode): string => compared(costs, mode, b, a)
    console.log(
      `  ${b.name} / ${a.name}: TCP ${ratio('tcp')}, new UDP session ${ratio('new')}, old one ${ratio('held')} (≤ 1.15)`,
    )
  }
}

/** Each ruleset in a lab of its own; each round takes them in another order, so that a busy moment hits none alone. */
async function measure(rulesets: readonly Ruleset[], rounds: number): Promise<Measured | undefined> {
  const labs = openPacketLabs(rulesets.length)
  if (labs === undefined) return undefined
  const costs = rulesets.map((): Costs => ({ tcp: [], new: [], held: [], rate: [] }))
  try {
    for (const [at, ruleset] of rulesets.entries()) {
      ruleset.load(labs[at] as PacketLab)
      await breathe()
    }
    for (let round = 0; round < rounds; round++) {
      for (const mode of MODES) {
        for (const turn of rulesets.keys()) {
          const at = (turn + round * 2) % rulesets.length
          const cost = takeTurn(labs[at] as PacketLab, rulesets[at] as Ruleset, mode)
          costs[at]?.[mode].push(cost)
          await breathe()
        }
      }
    }
  } finally {
    for (const lab of labs) await lab.close()
  }
  return new Map(rulesets.map((ruleset, at) => [ruleset, costs[at] as Costs]))
}

/** Nanoseconds of CPU, or connections per second. */
function takeTurn(lab: PacketLab, ruleset: Ruleset, mode: Mode): number {
  const amount = AMOUNTS[mode]
  if (mode === 'new') lab.delivered()
  const cost = lab.run(mode, amount)
  hold(ruleset, mode, cost, mode === 'new' ? amount - lab.delivered() : 0)
  if (mode !== 'held') lab.forgetSessions()
  return mode === 'rate' ? 1e9 / cost.wallNs : cost.cpuNs
}

/** A figure about packets that did not arrive would be one about dropping. */
function hold({ name }: Ruleset, mode: Mode, { failed }: Cost, lost: number): void {
  if (mode !== 'rate' && (failed > 0 || lost > 0))
    throw new Error(`${name}, ${mode}: ${failed} failed, ${lost} lost`)
}

function cell(values: readonly number[], base: readonly number[]): string {
  const digits = median(values) < 20_000 ? 2 : 1
  const [middle, least] = [median(values), Math.min(...values)].map((ns) => (ns / 1000).toFixed(digits))
  return `${middle} (${least}) ${(median(values) / median(base)).toFixed(2)}x`
}
