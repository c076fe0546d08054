// All packet tables of this folder, read once; every judge goes through the same ones.

import { readdirSync, readFileSync } from 'node:fs'
import { parseStages } from './parse.ts'
import type { PacketTable } from './table.ts'

const FOLDER = import.meta.dirname

export function loadTables(): readonly PacketTable[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => parseStages(name.replace(/\.txt$/, ''), readFileSync(`${FOLDER}/${name}`, 'utf8')))
}
