// Sessions of the console: a random token in the browser, its hash here; they end when idle, when old, and at log-out.

import { createHash, randomBytes } from 'node:crypto'
import { notePrivate, readIfThere } from '../privateFile.ts'

const MINUTE = 60_000
/** OWASP: 15 to 30 minutes for what is of high value, 2 to 5 hours else; a console is watched over hours. */
const IDLE_MS = 2 * 60 * MINUTE
export const LONGEST_MS = 12 * 60 * MINUTE
/** Use is noted on disk this often, so that a look at the console does not write each time. */
const NOTE_EVERY = MINUTE
/** The oldest goes when one more comes. */
const MOST = 100

export interface Session {
  readonly hash: string
  readonly user: string
  readonly createdAt: number
  readonly usedAt: number
}

/** Survive a restart of the server: the console finds itself where it was. */
export class Sessions {
  readonly #file: string
  readonly #now: () => number
  readonly #byHash: Map<string, Session>

  constructor(file: string, now: () => number) {
    this.#file = file
    this.#now = now
    this.#byHash = new Map(read(file).map((session) => [session.hash, session]))
  }

  /** Gives the token, which is kept nowhere here. */
  begin(user: string): string {
    const token = randomBytes(32).toString('base64url')
    const now = this.#now()
    this.#sweep(now)
    const [oldest] = this.#byHash.keys()
    if (this.#byHash.size >= MOST && oldest !== undefined) this.#byHash.delete(oldest)
    this.#byHash.set(hashOf(token), { hash: hashOf(token), user, createdAt: now, usedAt: now })
    this.#write()
    return token
  }

  /** The session, which counts as used now; undefined when there is none or it has ended. */
  use(token: string): Session | undefined {
    const session = this.look(token)
    if (session === undefined) return undefined
    const now = this.#now()
    const used = { ...session, usedAt: now }
    this.#byHash.set(session.hash, used)
    if (Math.floor(now / NOTE_EVERY) !== Math.floor(session.usedAt / NOTE_EVERY)) this.#write()
    return used
  }

  /** The same without using it. */
  look(token: string): Session | undefined {
    const session = this.#byHash.get(hashOf(token))
    return session === undefined || isOver(session, this.#now()) ? undefined : session
  }

  end(token: string): void {
    if (this.#byHash.delete(hashOf(token))) this.#write()
  }

  endAll(): void {
    this.#byHash.clear()
    this.#write()
  }

  #sweep(now: number): void {
    for (const session of this.#byHash.values()) if (isOver(session, now)) this.#byHash.delete(session.hash)
  }

  #write(): void {
    notePrivate(this.#file, `${JSON.stringify([...this.#byHash.values()])}\n`)
  }
}

/** When a session ends if nobody uses it any more. */
export const endOf = ({ createdAt, usedAt }: Session): number =>
  Math.min(usedAt + IDLE_MS, createdAt + LONGEST_MS)

const isOver = (session: Session, now: number): boolean => now >= endOf(session)

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** A file that cannot be read costs a log-in, no more. */
function read(file: string): readonly Session[] {
  try {
    return JSON.parse(readIfThere(file) ?? '[]') as readonly Session[]
  } catch {
    return []
  }
}
