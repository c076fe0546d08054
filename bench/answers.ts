// Explain one packet at the API of a server with 10,000 interfaces: at rest, and while heavy questions keep a thread busy.
import { once } from 'node:events'
import { type ClientRequest, Agent as HttpAgent, request } from 'node:http'
import type { Size } from './bigState.ts'
import { type Lab, startScaleLab } from './scaleLab.ts'
import { ms, percentile } from './statistics.ts'

const SIZE: Size = { groups: 500, rules: 20_000, enis: 10_000 }
const WARM_UP = 300
const ASKED = 1500
const GOAL_P99 = 10

export async function run(): Promise<void> {
  const lab = await startScaleLab(SIZE)
  const api = new Api(lab.credentials)
  try {
    console.log(`\nexplain one packet, ${SIZE.enis} interfaces in ${SIZE.groups} groups, ${SIZE.rules} rules`)
    await explainAll(api, WARM_UP)
    const ping = await timesOf(ASKED, () => api.get('/policy.schema.json'))
    const rest = await explainAll(api, ASKED)
    const first = await timed(() => api.get(`${HEAVY[0]}&within=5`))
    console.log(`  first heavy question, its thread started and filled: ${ms(first)}`)
    const stop = new AbortController()
    const heavy = keepBusy(api, stop.signal)
    const busy = await explainAll(api, ASKED)
    stop.abort()
    const { count, longest } = await heavy
    report('yardstick: an answer that needs no state', ping)
    report('explain, at rest', rest)
    report('explain, while heavy questions run', busy)
    console.log(`  ${count} heavy questions meanwhile, the longest ${ms(longest)}`)
    const ratio = percentile(busy, 0.99) / percentile(rest, 0.99)
    console.log(`  ratio p99 busy / rest ${ratio.toFixed(2)}; goal p99 ${GOAL_P99} ms`)
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

async function keepBusy(api: Api, signal: AbortSignal): Promise<{ count: number; longest: number }> {
  let count = 0
  let longest = 0
  while (!signal.aborted) {
    longest = Math.max(longest, await timed(() => api.get(`${HEAVY[count % HEAVY.length]}&within=5`)))
    count++
  }
  return { count, longest }
}

const addressOf = (n: number): string => {
  const value = 0x0a00_0000 + Math.floor(n / 8000) * 8192 + 100 + (n % 8000)
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
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

function report(name: string, times: readonly number[]): void {
  const of = (share: number) => ms(percentile(times, share))
  console.log(`  ${name.padEnd(44)} median ${of(0.5)}, p99 ${of(0.99)}, longest ${of(1)}`)
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
