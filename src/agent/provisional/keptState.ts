// The state with changes that wait for a confirmation, on disk: an agent that is started anew without a server takes them back all the same.

import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ResourceReader, Write } from '../../core/model/resources.ts'
import { ResourceTables } from '../../core/model/tables.ts'
import { FED_KINDS } from '../../feed/messages.ts'
import { KEPT_FOR_AGENT, replaceFile } from '../../wholeFile.ts'
import { localDirectory } from '../localIndex.ts'

export class KeptState {
  readonly #file: string
  #isThere: boolean

  constructor(dataDir: string) {
    this.#file = join(localDirectory(dataDir), 'unconfirmed.json')
    this.#isThere = existsSync(this.#file)
  }

  /** Such changes are rare and short: all of the state is written while one waits, and nothing otherwise. */
  note(state: ResourceReader): void {
    if (state.count('provisional') === 0) {
      if (this.#isThere) rmSync(this.#file, { force: true })
      this.#isThere = false
      return
    }
    const writes = FED_KINDS.flatMap((kind) =>
      [...state.list(kind)].map((body) => ({ kind, id: body.id, body })),
    )
    replaceFile(this.#file, JSON.stringify(writes), KEPT_FOR_AGENT)
    this.#isThere = true
  }

  /** Null when no change was waiting, or nothing can be made of what is there. */
  read(): ResourceReader | null {
    if (!this.#isThere) return null
    try {
      const tables = new ResourceTables()
      tables.apply({ writes: JSON.parse(readFileSync(this.#file, 'utf8')) as readonly Write[] })
      return tables
    } catch {
      return null
    }
  }
}
