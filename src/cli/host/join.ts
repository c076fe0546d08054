// `menshen join <server> --token …`: makes this machine a host of that server; the agent does the rest.

import { lookup } from 'node:dns/promises'
import { request } from 'node:https'
import { hostname } from 'node:os'
import { agentOf } from '../../agent/agentProcess.ts'
import { changeBindings, isEniId, readBindings } from '../../agent/bindings.ts'
import { joinedFile, newKey, offerKey, readJoined, writeJoined } from '../../agent/identity.ts'
import { stopProcess } from '../../agent/processes.ts'
import { pinnedConnection } from '../../feed/pinned.ts'
import { isHostId } from '../../feed/report.ts'
import { dataDirOf } from '../../server/config.ts'
import type { JoinAnswer, JoinRequest } from '../../server/join.ts'
import type { TextKey } from '../../text/index.ts'
import { type CommandContext, ExitError, FINDING, printLine, UNREACHABLE, USAGE } from '../context.ts'

interface JoinOptions {
  readonly token?: string
  readonly name?: string
  readonly eni?: string
  readonly replace?: true
}

const PATIENCE_MS = 10_000
const AGENT_PATIENCE_MS = 2000
const DEFAULT_PORT = 7280

export async function join(context: CommandContext, server: string, options: JoinOptions): Promise<void> {
  const { t } = context
  const dataDir = dataDirOf(context.environment, context.data)
  const url = serverUrl(context, server)
  const [tokenId, secret, pin] = tokenParts(context, options.token)
  const host = options.name ?? hostname()
  if (!isHostId(host)) throw new ExitError(USAGE, t('join.badName', { name: host }))
  if (options.eni !== undefined && !isEniId(options.eni))
    throw new ExitError(USAGE, t('port.badEni', { eni: options.eni }))
  const before = readJoined(dataDir)
  if (before !== null && options.replace === undefined) {
    const values = { server: before.server, name: before.hostId, file: joinedFile(dataDir) }
    throw new ExitError(USAGE, t('join.already', values))
  }
  const key = newKey()
  const offered = offering(context, dataDir, key.pem)
  const wanted: JoinRequest = { token: `${tokenId}.${secret}`, host, publicKey: key.publicKey }
  const answer = await ask(context, url, pin, wanted).catch((error: unknown) => {
    offered.forget()
    throw error
  })
  const addresses = await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => [])
  offered.keep()
  writeJoined(dataDir, {
    ...{ hostId: answer.hostId, server: url.origin, pin },
    addresses: addresses.map(({ address }) => address),
  })
  const named = options.eni ?? answer.eniId
  if (named !== null) await changeBindings(dataDir, (bindings) => ({ ...bindings, machine: named }))
  // What it was before it stays, also with `--replace`: nothing opens by itself.
  const { machine: eni } = readBindings(dataDir)
  // It would go on as who it was, and so would its unit: whoever enables that again starts nothing.
  const running = agentOf(dataDir)
  if (running !== null) await stopProcess(running, AGENT_PATIENCE_MS)
  printLine(context, t('join.done', { name: answer.hostId, server: url.origin }))
  if (eni !== null) printLine(context, t('join.machine', { eni }))
  if (running !== null) printLine(context, t('join.agentEnded', { pid: running }))
  printLine(context, t('join.next', { data: dataDir }))
}

function offering({ t }: CommandContext, dataDir: string, pem: string): ReturnType<typeof offerKey> {
  try {
    return offerKey(dataDir, pem)
  } catch (error) {
    throw new ExitError(USAGE, t('join.cannotKeep', { data: dataDir, reason: (error as Error).message }))
  }
}

function serverUrl({ t }: CommandContext, text: string): URL {
  try {
    const url = new URL(text.includes('://') ? text : `https://${text}`)
    if (url.protocol !== 'https:' || url.pathname !== '/') throw new Error('no root of a TLS server')
    // What stands there decides, and not what URL makes of the port of https.
    if (url.port === '' && !/:443\/?$/.test(text)) url.port = String(DEFAULT_PORT)
    return url
  } catch {
    throw new ExitError(USAGE, t('join.badServer', { server: text }))
  }
}

function tokenParts({ t }: CommandContext, token: string | undefined): readonly [string, string, string] {
  if (token === undefined) throw new ExitError(USAGE, t('join.noToken'))
  const [, id, secret, pin] = /^([\w-]+)\.([\w-]+)\.([\w-]{43})$/.exec(token.trim()) ?? []
  if (id === undefined || secret === undefined || pin === undefined)
    throw new ExitError(USAGE, t('join.badToken'))
  return [id, secret, pin]
}

function ask(context: CommandContext, url: URL, pin: string, wanted: JoinRequest): Promise<JoinAnswer> {
  const { t } = context
  const unreachable = (reason: string): ExitError =>
    new ExitError(UNREACHABLE, t('join.unreachable', { server: url.origin, reason }))
  return new Promise((resolve, reject) => {
    const sent = request(new URL('/agent/v1/join', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      createConnection: pinnedConnection(pin) as never,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    sent.on('error', (error) => reject(unreachable(error.message)))
    sent.on('response', (response) => {
      const chunks: string[] = []
      response.setEncoding('utf8').on('data', (text: string) => chunks.push(text))
      response.on('error', (error) => reject(unreachable(error.message)))
      response.on('end', () => {
        const answer = jsonOf(chunks.join(''))
        if (response.statusCode === 200) resolve(answer as JoinAnswer)
        else reject(refusal(context, wanted, answer as { readonly code?: string }))
      })
    })
    sent.end(JSON.stringify(wanted))
  })
}

const REASONS: Readonly<Record<string, TextKey>> = {
  joinTokenNotFound: 'fault.joinTokenNotFound',
  joinTokenExpired: 'fault.joinTokenExpired',
  hostNameTaken: 'fault.hostNameTaken',
}

function refusal(
  { t }: CommandContext,
  { token, host }: JoinRequest,
  answer: { readonly code?: string },
): ExitError {
  const key = REASONS[answer.code ?? '']
  const values = { token: token.split('.')[0] ?? '', host }
  return new ExitError(
    FINDING,
    key === undefined ? t('join.refused', { reason: answer.code ?? '' }) : t(key, values),
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
