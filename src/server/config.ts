// Settings of one server, read once from the environment.

import { mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'

export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** Whether mutating calls wait until this machine's kernel enforces them. */
  readonly waitEnforced: boolean
  /** Set to `simulated` to switch enforcement off. */
  readonly enforcement: 'auto' | 'simulated'
}

export class ConfigError extends Error {
  readonly value: string

  constructor(value: string) {
    super(`bad listen address \`${value}\``)
    this.name = 'ConfigError'
    this.value = value
  }
}

type Environment = Readonly<Record<string, string | undefined>>

export const dataDirOf = (environment: Environment, given?: string): string =>
  resolve(given ?? environment.MENSHEN_DATA ?? '.menshen')

/** Makes the data folder when it is not there yet; only its owner may look inside. */
export function readConfig(environment: Environment, given: { data?: string; listen?: string } = {}): Config {
  const listen = parseListen(given.listen ?? environment.MENSHEN_LISTEN ?? '127.0.0.1:7280')
  const dataDir = dataDirOf(environment, given.data)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return {
    ...listen,
    dataDir: realpathSync(dataDir),
    waitEnforced: environment.MENSHEN_WAIT_ENFORCED !== '0',
    enforcement: environment.MENSHEN_ENFORCE === 'simulated' ? 'simulated' : 'auto',
  }
}

function parseListen(text: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]*)):(\d{1,5})$/.exec(text)
  const port = Number(match?.[3])
  if (match === null || port > 65535) throw new ConfigError(text)
  return { host: match[1] ?? (match[2] === '' ? '0.0.0.0' : (match[2] ?? '')), port }
}

/** Names of the files in a data folder, in one place. */
export const dataFiles = (dataDir: string) => ({
  store: join(dataDir, 'menshen.db'),
  nonces: join(dataDir, 'nonces'),
  credentials: join(dataDir, 'credentials.json'),
  ca: join(dataDir, 'ca.pem'),
  serverKey: join(dataDir, 'server-key.pem'),
  serverCertificate: join(dataDir, 'server.pem'),
  agentToken: join(dataDir, 'agent.token'),
  adminHash: join(dataDir, 'admin.hash'),
  sessions: join(dataDir, 'sessions.json'),
  serverPid: join(dataDir, 'server.pid'),
  agentLog: join(dataDir, 'agent.log'),
  hits: join(dataDir, 'hits.json'),
  seen: join(dataDir, 'seen.json'),
})
