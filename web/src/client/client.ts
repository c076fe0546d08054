// Calls to our own API with the types of its OpenAPI document; refusals become errors that say what to do.

import { readSettings } from '../app/settings.ts'
import { type Operations, ROUTES } from './generated.ts'

export type OperationName = keyof Operations

export interface Asked<N extends OperationName> {
  readonly params?: Operations[N]['params']
  readonly query?: Operations[N]['query']
  readonly body?: Operations[N]['body']
  /** Why policy tests may fail this time. */
  readonly override?: string
}

/** What the server refused, in the words of the chosen language. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  /** As the API of the account's cloud calls it. */
  readonly cloudCode: string | undefined
  readonly hint: string | undefined
  readonly field: string | undefined
  readonly retryAt: string | undefined

  constructor(status: number, said: Record<string, string | undefined>) {
    super(said.error ?? `HTTP ${status}`)
    this.name = 'Refused'
    this.status = status
    this.code = said.code ?? ''
    this.cloudCode = said.cloudCode
    this.hint = said.hint
    this.field = said.field
    this.retryAt = said.retryAt
  }
}

const onSessionEnd = new Set<() => void>()

/** Called when a call finds that nobody is logged in any more. */
export function whenSessionEnds(listen: () => void): () => void {
  onSessionEnd.add(listen)
  return () => onSessionEnd.delete(listen)
}

export async function call<N extends OperationName>(
  name: N,
  asked: Asked<N> = {},
  signal?: AbortSignal,
): Promise<Operations[N]['answer']> {
  const response = await send(name, asked, signal)
  return (await response.json()) as Operations[N]['answer']
}

/** The same for answers that are files. */
export async function download(
  name: 'exportRules',
  asked: Asked<'exportRules'>,
): Promise<{ name: string; blob: Blob }> {
  const response = await send(name, asked)
  const file = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { name: file ?? 'rules', blob: await response.blob() }
}

async function send<N extends OperationName>(
  name: N,
  { params, query, body, override }: Asked<N>,
  signal?: AbortSignal,
): Promise<Response> {
  const [method] = ROUTES[name]
  const { account, language } = readSettings()
  const response = await fetch(`/api/v1${pathOf(name, params, query)}`, {
    method,
    headers: {
      'x-menshen-console': '1',
      'accept-language': language,
      // A header holds Latin letters only.
      ...(override === undefined ? {} : { 'x-menshen-override-tests': encodeURIComponent(override) }),
      ...(account === '' ? {} : { 'x-menshen-account': account }),
      ...(body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (response.ok) return response
  const said = (await response.json().catch(() => ({}))) as Record<string, string | undefined>
  if (response.status === 401 && name !== 'login') for (const listen of onSessionEnd) listen()
  throw new Refused(response.status, said)
}

/** `/groups/sg-1/rules?dryRun=true`. */
export function pathOf<N extends OperationName>(
  name: N,
  params: Asked<N>['params'],
  query: Asked<N>['query'],
): string {
  const path = ROUTES[name][1].replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[key] ?? '')),
  )
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null)
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  return text === '' ? path : `${path}?${text}`
}
