// Explain one packet at the API of a server with 10,000 interfaces: at rest, beside writes, beside heavy questions.
import { once } from 'node:events'
import { type ClientRequest, Agent as HttpAgent, request } from 'node:http'
import { addressOf, groupsOf, idOf, type Size } from './bigState.ts'
import { beside } from './goals.ts'
import { type Lab, startScaleLab } from './scaleLab.ts'
import { ms, percentile } from './statistics.ts'

/** Each interface has 160 rules, a third of which name groups of 6,000. */
const SIZE: Size = { groups: 500, rules: 20_000, enis: 10_000, crowds: 5 }
const WARM_UP = 300
const ASKED = 1500
const GOAL_P99 = 10
const RATE = 100

export async function run(): Promise<void> {
  const lab = await startScaleLab(SIZE)
  const api = new Api(lab.credentials)
  try {
    console.log(`\nexplain one packet, ${SIZE.enis} interfaces in ${SIZE.groups} groups, ${SIZE.rules} rules`)
    const { verdict } = JSON.parse(await api.get(`/explain?from=${addressOf(1)}&to=${addressOf(2)}:22`))
    if (verdict.noRoute !== null) throw new Error('interfaces of running instances reach each other')
    await explainAll(api, WARM_UP)
    const ping = await timesOf(ASKED, () => api.get('/policy.schema.json'))
    report('yardstick: an answer that needs no state', ping)
    const rest = await explainAll(api, ASKED)
    report('explain, at rest', rest, GOAL_P99)
    const writes = await whileBusy(
      (signal) => keepWriting(lab, signal),
      () => explainAll(api, ASKED),
    )
    report(`explain, beside ${RATE} writes a second`, writes.times, GOAL_P99)
    console.log(`  meanwhile ${writes.others.length} writes, p99 ${ms(percentile(writes.others, 0.99))}`)
    const first = await timed(() => api.get(`${HEAVY[0]}&within=5`))
    console.log(`  first heavy question, its thread started and filled: ${ms(first)}`)
    const heavy = await whileBusy(
      (signal) => keepAsking(api, signal),
      () => explainAll(api, ASKED),
    )
    report('explain, beside heavy questions', heavy.times, GOAL_P99)
    console.log(`  meanwhile ${heavy.others.length} of them, the longest ${ms(Math.max(...heavy.others))}`)
    const p99 = (times: readonly number[]) => percentile(times, 0.99)
    const ratios = [rest, writes.times, heavy.times].map((times) => (p99(times) / p99(ping)).toFixed(2))
    console.log(`  ratios of p99 to that of the yardstick: ${ratios.join(', ')}`)
  } finally {
    api.close()
    await lab.remove()
  }
}

const HEAVY = [
  '/prove?claim=any%20!->%20any%20tcp/22',
  '/reach/matrix?service=tcp/443&limit=200',
  '/prove?claim=10.0.0.0/9%20=>%2010.0.0.0/9%20tcp/60001',
] as const

/** What was asked, and how long everything else took meanwhile. */
async function whileBusy(
  keepBusy: (signal: AbortSignal) => Promise<number[]>,
  ask: () => Promise<number[]>,
): Promise<{ readonly times: number[]; readonly others: number[] }> {
  const stop = new AbortController()
  const others = keepBusy(stop.signal)
  const times = await ask()
  stop.abort()
  return { times, others: await others }
}

async function keepAsking(api: Api, signal: AbortSignal): Promise<number[]> {
  const times: number[] = []
  while (!signal.aborted) {
    const question = HEAVY[times.length % HEAVY.length]
    times.push(await timed(() => api.get(`${question}&within=5`)))
  }
  return times
}

/** By the clock: every second one a rule, every second one an interface that leaves a crowd or comes back. */
async function keepWriting(lab: Lab, signal: AbortSignal): Promise<number[]> {
  const begin = performance.now()
  const writes: Promise<number>[] = []
  while (!signal.aborted) {
    const n = writes.length
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, begin + (n * 1000) / RATE - performance.now())),
    )
    writes.push(timed(() => (n % 2 === 0 ? lab.write(n) : moveMember(lab, n >> 1))))
  }
  return Promise.all(writes)
}

async function moveMember(lab: Lab, n: number): Promise<void> {
  const eni = n >> 1
  const groups = groupsOf(eni, SIZE).slice(0, n % 2 === 0 ? -1 : undefined)
  const named = groups.map((group, at) => [`SecurityGroupId.${at + 1}`, idOf('sg', group)])
  await lab.call('ModifyNetworkInterfaceAttribute', {
    NetworkInterfaceId: idOf('eni', eni),
    ...Object.fromEntries(named),
  })
}

const explainAll = (api: Api, count: number): Promise<number[]> =>
  timesOf(count, (n) => {
    const [from, to] = [addressOf((n * 7919) % SIZE.enis), addressOf((n * 104_729 + 1) % SIZE.enis)]
    return api.get(`/explain?from=${from}&to=${to}:${1 + (n % 1000)}`)
  })

async function timesOf(count: number, ask: (n: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < count; n++) times.push(await timed(() => ask(n)))
  return times
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function report(name: string, times: readonly number[], most?: number): void {
  const of = (share: number) => ms(percentile(times, share))
  const p99 = most === undefined ? of(0.99) : beside(percentile(times, 0.99), 'ms', { most })
  console.log(`  ${name.padEnd(44)} median ${of(0.5)}, p99 ${p99}, longest ${of(1)}`)
}

/** One connection that stays. */
class Api {
  readonly #agent = new HttpAgent({ keepAlive: true })
  readonly #endpoint: string
  readonly #token: string

  constructor({ endpoint, api }: Lab['credentials']) {
    this.#endpoint = endpoint
    this.#token = api.token
  }

  async get(path: string): Promise<string> {
    const headers = { authorization: `Bearer ${this.#token}` }
    const asked: ClientRequest = request(`${this.#endpoint}/api/v1${path}`, { agent: this.#agent, headers })
    asked.end()
    const [response] = await once(asked, 'response')
    let text = ''
    for await (const chunk of response) text += chunk
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${text}`)
    return text
  }

  close(): void {
    this.#agent.destroy()
  }
}
