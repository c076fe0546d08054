// Calls of the CLI to the server's own API, with the token from the data folder.

import { readFileSync } from 'node:fs'
import { dataDirOf, dataFiles } from '../server/config.ts'
import type { Credentials } from '../server/firstStart.ts'
import { type CommandContext, ExitError, UNREACHABLE, USAGE } from './context.ts'

export function readCredentials(context: CommandContext): Credentials {
  const file = dataFiles(dataDirOf(context.environment, context.data)).credentials
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Credentials
  } catch {
    throw new ExitError(USAGE, context.t('env.noCredentials', { file }))
  }
}

export interface ApiCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** What is undefined is not sent. */
  readonly query?: Readonly<Record<string, string | undefined>> | undefined
  /** Sent as JSON, bytes as they are. */
  readonly body?: object | Uint8Array
  /** Why policy tests may fail this time. */
  readonly override?: string | undefined
  /** Milliseconds to wait for the answer. */
  readonly patience?: number
}

/** GET of a path below `/api/v1`. */
export const getJson = <T>(context: CommandContext, path: string, query: ApiCall['query'] = {}): Promise<T> =>
  callApi<T>(context, path, { query })

/** A call below `/api/v1`; a refusal or an unreachable server ends the command. */
export async function callApi<T>(context: CommandContext, path: string, call: ApiCall = {}): Promise<T> {
  const response = await send(context, path, call)
  return (await response.json()) as T
}

/** The same for answers that are files. */
export async function fetchFile(
  context: CommandContext,
  path: string,
  query: ApiCall['query'],
): Promise<{ readonly name: string; readonly text: string }> {
  const response = await send(context, path, { query })
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  // `text()` would drop the byte order mark, which spreadsheets need.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
  return { name: name ?? 'rules', text }
}

async function send(context: CommandContext, path: string, call: ApiCall): Promise<Response> {
  const { method = 'GET', query = {}, body } = call
  const credentials = readCredentials(context)
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const response = await fetch(`${credentials.endpoint}/api/v1/${path}?${new URLSearchParams(given)}`, {
    method,
    headers: {
      authorization: `Bearer ${credentials.api.token}`,
      'accept-language': context.language,
      ...(context.account === undefined ? {} : { 'x-menshen-account': context.account }),
      // Headers hold Latin letters only.
      ...(call.override === undefined
        ? {}
        : { 'x-menshen-override-tests': encodeURIComponent(call.override) }),
    },
    ...(body === undefined
      ? {}
      : { body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }),
    signal: AbortSignal.timeout(call.patience ?? 30_000),
  }).catch((error: Error & { cause?: { code?: string } }) => {
    const reason = error.cause?.code ?? error.message
    throw new ExitError(
      UNREACHABLE,
      context.t('server.unreachable', { endpoint: credentials.endpoint, reason }),
    )
  })
  if (!response.ok) throw await refusal(response)
  return response
}

/** What went wrong in one line, the way out in the next. */
export async function refusal(response: Response): Promise<ExitError> {
  const { error, hint } = (await response.json().catch(() => ({}))) as { error?: string; hint?: string }
  const lines = [error ?? `HTTP ${response.status}`, ...(hint === undefined ? [] : [`  → ${hint}`])]
  return new ExitError(USAGE, lines.join('\n'))
}
