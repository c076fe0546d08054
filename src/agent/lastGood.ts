// The ruleset in force, kept on disk: the whole of it once, then what changed, so that a host that starts is closed at once.

import { createHash, randomUUID } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  existsSync,
  fdatasync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** Below this the steps are not worth writing everything anew. */
const FEW_BYTES = 256 * 1024

export const rulesetDirectory = (dataDir: string): string => join(dataDir, 'rulesets')

/** The ruleset of the machine's own network is kept under this name. */
export const HOST_RULESET = 'host'

/** Of one namespace; the name of its files. */
export class LastGood {
  readonly #directory: string
  readonly #name: string
  #wholeBytes = 0
  #stepBytes = 0
  #steps: number | null = null
  #isSyncing = false
  #isDirty = false

  constructor(directory: string, name: string) {
    this.#directory = directory
    this.#name = name
  }

  /** True when so many steps were added that `whole` should be called again. */
  get isLong(): boolean {
    return this.#steps === null || this.#stepBytes > Math.max(FEW_BYTES, this.#wholeBytes)
  }

  /** Readers find the old ruleset or this one, never a part, also when the power fails in between. */
  whole(text: string): void {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 })
    const mark = randomUUID()
    const file = wholeFile(this.#directory, this.#name)
    const steps = openSync(stepsFile(this.#directory, this.#name, mark), 'w', 0o600)
    writeDurably(`${file}.new`, `${headOf(mark)}\n${text}`)
    renameSync(`${file}.new`, file)
    syncDirectory(this.#directory)
    this.close()
    this.#steps = steps
    this.#wholeBytes = text.length
    this.#stepBytes = 0
    for (const other of stepsFiles(this.#directory, this.#name)) {
      if (!other.endsWith(`.${mark}.steps`)) rmSync(join(this.#directory, other), { force: true })
    }
  }

  /** One line of nft commands that was applied behind what is here. */
  step(line: string): void {
    if (this.#steps === null) throw new Error('INVARIANT: steps follow a whole ruleset')
    const record = `${line}\n${endOf(line)}\n`
    appendFileSync(this.#steps, record)
    this.#stepBytes += record.length
    this.#sync()
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
    fdatasync(steps, () => {
      this.#isSyncing = false
      if (this.#isDirty) this.#sync()
    })
  }
}

/** For `nft -f`: both together are one transaction. */
export interface StoredRuleset {
  readonly name: string
  readonly whole: string
  /** What changed after it; empty when nothing did. */
  readonly steps: string
}

/** Every ruleset that was kept, with all steps that are whole. */
export function readLastGood(directory: string): readonly StoredRuleset[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .filter((file) => file.endsWith('.nft'))
    .map((file) => file.slice(0, -'.nft'.length))
    .map((name) => readOne(directory, name))
}

export function forgetLastGood(directory: string, name: string): void {
  for (const file of stepsFiles(directory, name)) rmSync(join(directory, file), { force: true })
  rmSync(wholeFile(directory, name), { force: true })
}

function readOne(directory: string, name: string): StoredRuleset {
  const whole = readFileSync(wholeFile(directory, name), 'utf8')
  const [, mark = ''] = /^# whole (\S+)$/m.exec(whole.slice(0, 100)) ?? []
  const file = stepsFile(directory, name, mark)
  return { name, whole, steps: existsSync(file) ? wholeSteps(readFileSync(file, 'utf8')) : '' }
}

/** A step that was being written when the host went down counts as not done, and with it what stands behind. */
function wholeSteps(text: string): string {
  const lines = text.split('\n')
  let end = 0
  while (end + 1 < lines.length && lines[end + 1] === endOf(lines[end] as string)) end += 2
  return end === 0 ? '' : `${lines.slice(0, end).join('\n')}\n`
}

const headOf = (mark: string): string => `# whole ${mark}`
const endOf = (line: string): string => `# end ${createHash('sha256').update(line).digest('base64url')}`

const wholeFile = (directory: string, name: string): string => join(directory, `${name}.nft`)
const stepsFile = (directory: string, name: string, mark: string): string =>
  join(directory, `${name}.${mark}.steps`)

const stepsFiles = (directory: string, name: string): readonly string[] =>
  existsSync(directory)
    ? readdirSync(directory).filter((file) => file.startsWith(`${name}.`) && file.endsWith('.steps'))
    : []

function writeDurably(file: string, text: string): void {
  const fd = openSync(file, 'w', 0o600)
  try {
    writeSync(fd, text)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

function syncDirectory(directory: string): void {
  const fd = openSync(directory, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
