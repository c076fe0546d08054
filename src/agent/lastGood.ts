// The ruleset in force, kept on disk: the whole of it once, then what changed, so that a host that starts is closed at once.

import { hash, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fdatasync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { KEPT, replaceFile, syncDirectory } from '../wholeFile.ts'

/** Below this the steps are not worth writing everything anew. */
const FEW_BYTES = 256 * 1024

export const rulesetDirectory = (dataDir: string): string => join(dataDir, 'rulesets')

/** The ruleset of the machine's own network is kept under this name. */
export const HOST_RULESET = 'host'

/** Of one namespace; the name of its files. */
export class LastGood {
  readonly #directory: string
  readonly #name: string
  /** Steps did not reach the disk: `whole` should be called again. */
  readonly #onLost: () => void
  #wholeBytes = 0
  #stepBytes = 0
  #lastStepBytes = 0
  #steps: number | null = null
  #isSyncing = false
  #isDirty = false

  constructor(directory: string, name: string, onLost: () => void) {
    this.#directory = directory
    this.#name = name
    this.#onLost = onLost
  }

  /** True when so many steps were added that `whole` should be called again. */
  get isLong(): boolean {
    return this.#steps === null || this.#stepBytes > Math.max(FEW_BYTES, this.#wholeBytes)
  }

  /** Readers find the old ruleset or this one, never a part, also when the power fails in between. */
  whole(text: string): void {
    const mark = randomUUID()
    replaceFile(wholeFile(this.#directory, this.#name), `${headOf(text, mark)}\n${text}`, KEPT)
    this.close()
    // Each write goes to where the file ends then, also after a step was dropped.
    this.#steps = openSync(stepsFile(this.#directory, this.#name, mark), 'a', 0o600)
    rmSync(nextFile(this.#directory, this.#name), { force: true })
    syncDirectory(this.#directory)
    this.#wholeBytes = text.length
    this.#stepBytes = 0
    for (const other of stepsFiles(this.#directory, this.#name)) {
      if (!other.endsWith(`.${mark}.steps`)) rmSync(join(this.#directory, other), { force: true })
    }
  }

  /**
   * One line of nft commands behind what is here, before the kernel is given it: whoever dies in between has not lost it.
   * False when it cannot be noted: then `whole` should be called.
   */
  step(line: string): boolean {
    if (this.#steps === null || this.isLong) return false
    const record = Buffer.from(`${line}\n${endOf(line)}\n`)
    if (!isWritten(this.#steps, record)) {
      // What stands behind half a record would never be read.
      this.close()
      return false
    }
    this.#lastStepBytes = record.length
    this.#stepBytes += record.length
    // Once the kernel has been given it: the disk would only be in its way.
    setImmediate(() => this.#sync())
    return true
  }

  /** The kernel refused the last step. */
  dropStep(): void {
    if (this.#steps === null) return
    this.#stepBytes -= this.#lastStepBytes
    ftruncateSync(this.#steps, this.#stepBytes)
    this.#lastStepBytes = 0
  }

  /** A ruleset of which nobody knows whether the kernel took it: tried first, and what is here stays behind it. */
  attempt(text: string): void {
    replaceFile(nextFile(this.#directory, this.#name), `${headOf(text, randomUUID())}\n${text}`, KEPT)
  }

  close(): void {
    if (this.#steps !== null) closeSync(this.#steps)
    this.#steps = null
  }

  /** Behind the back of whoever changes rules: nobody waits for the disk. */
  #sync(): void {
    this.#isDirty = true
    if (this.#isSyncing || this.#steps === null) return
    this.#isSyncing = true
    this.#isDirty = false
    const steps = this.#steps
    fdatasync(steps, (error) => {
      this.#isSyncing = false
      // Closed meanwhile: all of it is written anew.
      if (this.#steps !== steps) return
      if (error !== null) {
        this.close()
        this.#onLost()
      } else if (this.#isDirty) this.#sync()
    })
  }
}

export interface StoredRuleset {
  readonly name: string
  /** What may be in force instead of the rest; for `nft -f`. */
  readonly next: string | null
  readonly whole: string | null
  /** What changed after it, a line for `nft -i` each. */
  readonly steps: readonly string[]
  /** Why one is not among them; null when nothing is damaged. */
  readonly damage: string | null
}

/** Every ruleset that was kept, with all steps that are whole. */
export function readLastGood(directory: string): readonly StoredRuleset[] {
  if (!existsSync(directory)) return []
  const files = readdirSync(directory).flatMap((file) => /^(.*)\.(?:nft|next)$/.exec(file)?.[1] ?? [])
  return [...new Set(files)].map((name) => readOne(directory, name))
}

export function forgetLastGood(directory: string, name: string): void {
  for (const file of stepsFiles(directory, name)) rmSync(join(directory, file), { force: true })
  rmSync(nextFile(directory, name), { force: true })
  rmSync(wholeFile(directory, name), { force: true })
}

/** One file that cannot be read must not keep the others from being loaded. */
function readOne(directory: string, name: string): StoredRuleset {
  const damages: string[] = []
  const read = (file: string) => {
    try {
      return existsSync(file) ? checked(readFileSync(file, 'utf8')) : null
    } catch (error) {
      damages.push((error as Error).message)
      return null
    }
  }
  const next = read(nextFile(directory, name))
  const whole = read(wholeFile(directory, name))
  return {
    ...{ name, next: next?.text ?? null, whole: whole?.text ?? null },
    steps: whole === null ? [] : stepsBehind(stepsFile(directory, name, whole.mark)),
    damage: damages[0] ?? null,
  }
}

function stepsBehind(file: string): readonly string[] {
  try {
    return existsSync(file) ? wholeSteps(readFileSync(file, 'utf8')) : []
  } catch {
    return []
  }
}

/** An empty file would load without complaint and leave everything open. */
function checked(text: string): { readonly mark: string; readonly text: string } {
  const end = text.indexOf('\n')
  const [, mark = ''] = /^# whole (\S+)/.exec(text) ?? []
  const rest = text.slice(end + 1)
  if (end < 0 || text.slice(0, end) !== headOf(rest, mark)) throw new Error('the ruleset on disk is damaged')
  return { mark, text: rest }
}

/** A step that was being written when the host went down counts as not done, and with it what stands behind. */
function wholeSteps(text: string): readonly string[] {
  const lines = text.split('\n')
  const steps: string[] = []
  for (let at = 0; at + 1 < lines.length && lines[at + 1] === endOf(lines[at] as string); at += 2)
    steps.push(lines[at] as string)
  return steps
}

function isWritten(file: number, bytes: Buffer): boolean {
  try {
    return writeSync(file, bytes) === bytes.length
  } catch {
    return false
  }
}

const digestOf = (text: string): string => hash('sha256', text, 'base64url')
const headOf = (text: string, mark: string): string => `# whole ${mark} ${digestOf(text)}`
const endOf = (line: string): string => `# end ${digestOf(line)}`

const wholeFile = (directory: string, name: string): string => join(directory, `${name}.nft`)
const nextFile = (directory: string, name: string): string => join(directory, `${name}.next`)
const stepsFile = (directory: string, name: string, mark: string): string =>
  join(directory, `${name}.${mark}.steps`)

const stepsFiles = (directory: string, name: string): readonly string[] =>
  existsSync(directory)
    ? readdirSync(directory).filter((file) => file.startsWith(`${name}.`) && file.endsWith('.steps'))
    : []
