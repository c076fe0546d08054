// nft 1.0.6 prints megabytes of its own memory behind some elements of maps; what it says of our tables is heard all the same.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RuleWatch } from '../../src/agent/ruleWatch.ts'
import { TABLE } from '../../src/core/compile/nftables/names.ts'

const PATH = process.env.PATH
/** Who keeps all of it while it comes needs minutes for this. */
const GARBAGE = `head -c 300000000 /dev/zero | tr '\\0' 0`
const OWN = 17

let folder = ''
let watch: RuleWatch | undefined
let foreign = 0

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'menshen-watch-'))
  process.env.PATH = `${folder}:${PATH}`
  foreign = 0
})
afterEach(() => {
  watch?.stop()
  process.env.PATH = PATH
  rmSync(folder, { recursive: true })
})

/** Starts to watch while "nft" prints these lines, each piece as it comes. */
function watchWhile(...commands: readonly string[]): void {
  const nft = join(folder, 'nft')
  writeFileSync(nft, ['#!/bin/sh', ...commands, 'exec sleep 60', ''].join('\n'))
  chmodSync(nft, 0o755)
  watch = new RuleWatch({ namespace: null, isOwn: (pid) => pid === OWN, onForeign: () => foreign++ })
  watch.start()
}
const print = (text: string): string => `echo '${text}'`
const garbage = (table: string): string =>
  `printf %s 'add element inet ${table} m { 1 . 5 : 0x'; ${GARBAGE}; echo ' [invalid type]'`
const endedBy = (process: number): string => print(`# new generation 7 by process ${process} (nft)`)

it('hears of a foreign edit behind a line that is longer than all memory should hold', async () => {
  watchWhile(garbage(TABLE), endedBy(OWN + 1))
  await expect.poll(() => foreign, { timeout: 50_000 }).toBe(1)
})

it('takes no notice of our own edits, nor of tables of others', async () => {
  watchWhile(
    ...[print(`add rule inet ${TABLE} c drop`), endedBy(OWN)],
    ...[print('add rule inet other c drop'), endedBy(OWN + 1)],
    ...[print(`add rule inet ${TABLE} c accept`), endedBy(OWN + 1)],
  )
  await expect.poll(() => foreign, { timeout: 50_000 }).toBe(1)
})

it('puts lines together that come in pieces', async () => {
  watchWhile(`printf 'add rule inet '`, 'sleep 0.2', print(`${TABLE} c drop`), endedBy(OWN + 1))
  await expect.poll(() => foreign, { timeout: 50_000 }).toBe(1)
})
