// `menshen watch`: flows as they come, one a line, until it is interrupted.

import type { FlowItem } from '../answers.ts'
import { type CommandContext, ExitError, printLine, UNREACHABLE, USAGE } from '../context.ts'
import { plainJson } from '../plain.ts'
import { readCredentials, refusal } from '../serverClient.ts'

export interface WatchOptions {
  readonly denied?: true
  readonly eni?: string
  readonly group?: string
  readonly rule?: string
  readonly json?: true
  /** For scripts: ends after so many. */
  readonly count?: string
}

export async function watch(context: CommandContext, options: WatchOptions): Promise<void> {
  const { count } = options
  const limit = count === undefined ? Number.POSITIVE_INFINITY : Number(count)
  if (count !== undefined && !(Number.isInteger(limit) && limit >= 1))
    throw new ExitError(USAGE, context.t('watch.badCount', { value: count }))
  let seen = 0
  for await (const flow of flowsFrom(context, options)) {
    printLine(context, options.json ? plainJson(flow) : lineOf(context, flow))
    if (++seen >= limit) return
  }
}

async function* flowsFrom(context: CommandContext, options: WatchOptions): AsyncIterable<FlowItem> {
  const { endpoint, api } = readCredentials(context)
  const { denied, eni, group, rule } = options
  const asked = Object.entries({ eni, group, rule }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  const query = new URLSearchParams([...asked, ['denied', String(denied === true)]])
  const unreachable = (reason: string): ExitError =>
    new ExitError(UNREACHABLE, context.t('server.unreachable', { endpoint, reason }))
  const response = await fetch(`${endpoint}/api/v1/flows/stream?${query}`, {
    headers: { authorization: `Bearer ${api.token}`, 'accept-language': context.language },
  }).catch((error: Error & { cause?: { code?: string } }) => {
    throw unreachable(error.cause?.code ?? error.message)
  })
  if (!response.ok || response.body === null) throw await refusal(response)
  context.stderr.write(`${context.t('watch.waiting')}\n`)
  // The server says nothing of the end: it may be stopped, killed, or gone with its machine.
  try {
    yield* flowsIn(response.body)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  throw unreachable(context.t('watch.ended'))
}

async function* flowsIn(body: AsyncIterable<Uint8Array>): AsyncIterable<FlowItem> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const piece of body) {
    rest += decoder.decode(piece, { stream: true })
    const events = rest.split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1]
      if (data !== undefined) yield JSON.parse(data) as FlowItem
    }
  }
}

function lineOf({ t }: CommandContext, flow: FlowItem): string {
  const end = (address: string, port: number): string =>
    port === 0 ? address : address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
  const who = flow.ruleId ?? (flow.groupIds.length > 0 ? flow.groupIds.join(',') : '')
  const side = flow.direction === null ? '' : `${t(`explain.${flow.direction}`)} `
  return [
    flow.at.slice(11, 23),
    t(`explain.${flow.action}`).padEnd(6),
    `${flow.protocol} ${end(flow.source, flow.sourcePort)} > ${end(flow.destination, flow.destinationPort)}`,
    `${side}${flow.reason}${who === '' ? '' : ` ${who}`}`,
    flow.eniId ?? flow.from,
    `rev ${flow.revision}`,
  ].join('  ')
}
