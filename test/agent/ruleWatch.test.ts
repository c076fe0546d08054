// What is said of our tables is heard; also from nft 1.0.6, which prints megabytes of its own memory behind some elements of maps.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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
  foreign = 0
})
afterEach(() => {
  watch?.stop()
  process.env.PATH = PATH
  rmSync(folder, { recursive: true })
})

/** Starts to watch while this program prints these lines, each piece as it comes. */
function watchWhile(program: 'perl' | 'nft', ...commands: readonly string[]): void {
  const file = join(folder, program)
  writeFileSync(file, ['#!/bin/sh', ...commands, 'exec sleep 60', ''].join('\n'))
  chmodSync(file, 0o755)
  process.env.PATH = program === 'perl' ? `${folder}:${PATH}` : onlyThese(...NEEDED)
  watch = new RuleWatch({ namespace: null, isOwn: (pid) => pid === OWN, onForeign: () => foreign++ })
  watch.start()
}
/** A machine without perl. */
const NEEDED: readonly string[] = ['sh', 'setpriv', 'head', 'tr', 'sleep', 'printf', 'echo']
function onlyThese(...programs: readonly string[]): string {
  for (const name of programs) {
    const where = spawnSync('sh', ['-c', `PATH=${PATH}; which ${name}`], { encoding: 'utf8' }).stdout.trim()
    symlinkSync(where, join(folder, name))
  }
  return folder
}
const print = (text: string): string => `echo '${text}'`
const garbage = (table: string): string =>
  `printf %s 'add element inet ${table} m { 1 . 5 : 0x'; ${GARBAGE}; echo ' [invalid type]'`
const endedBy = (process: number): string => print(`# new generation 7 by process ${process} (nft)`)

it('hears of a foreign edit behind a line that is longer than all memory should hold', async () => {
  watchWhile('nft', garbage(TABLE), endedBy(OWN + 1))
  await expect.poll(() => foreign, { timeout: 50_000 }).toBe(1)
})

it('takes no notice of our own edits, nor of tables of others', async () => {
  watchWhile(
    'nft',
    ...[print(`add rule inet ${TABLE} c drop`), endedBy(OWN)],
    ...[print('add rule inet other c drop'), endedBy(OWN + 1)],
    ...[print(`add rule inet ${TABLE} c accept`), endedBy(OWN + 1)],
  )
  await expect.poll(() => foreign, { timeout: 50_000 }).toBe(1)
})

it('puts lines together that come in pieces', async () => {
  watchWhile('nft', `printf 'add rule inet '`, 'sleep 0.2', print(`${TABLE} c drop`), endedBy(OWN + 1))
  await expect.poll(() => foreign, { timeout: 50_000 }).toBe(1)
})

it('hears our own listener, where there is perl', async () => {
  watchWhile(
    'perl',
    ...[print(`# message 12 about inet ${TABLE} plan`), endedBy(OWN)],
    ...[print('# message 12 about inet other s'), endedBy(OWN + 1)],
    ...[print(`# message 12 about arp ${TABLE} s`), endedBy(OWN + 1), print('# lost some netlink events')],
  )
  await expect.poll(() => foreign, { timeout: 50_000 }).toBe(2)
})
