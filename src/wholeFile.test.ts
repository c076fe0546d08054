import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { replaceFile } from './wholeFile.ts'

const directory = mkdtempSync(join(tmpdir(), 'menshen-whole-'))
afterAll(() => rmSync(directory, { recursive: true }))

const modeOf = (path: string): number => statSync(path).mode & 0o777

test('makes the folder, replaces what was there and leaves nothing beside it', () => {
  const file = join(directory, 'a', 'b', 'note')
  for (const text of ['first\n', 'second\n']) {
    replaceFile(file, text)
    expect(readFileSync(file, 'utf8')).toBe(text)
  }
  expect(existsSync(`${file}.new`)).toBe(false)
})

test('a private file is for its owner alone, also over what was there and what a killed process left', () => {
  const file = join(directory, 'private', 'key')
  replaceFile(file, 'one', { isPrivate: true, isDurable: true })
  expect([modeOf(file), modeOf(join(directory, 'private'))]).toEqual([0o600, 0o700])
  const open = join(directory, 'open')
  writeFileSync(open, 'old', { mode: 0o644 })
  writeFileSync(`${open}.new`, 'half', { mode: 0o644 })
  replaceFile(open, 'new', { isPrivate: true })
  expect([readFileSync(open, 'utf8'), modeOf(open)]).toEqual(['new', 0o600])
})

test.runIf(process.getuid?.() === 0)('root can leave it to who owns the folder', () => {
  const folder = join(directory, 'theirs')
  mkdirSync(folder)
  chownSync(folder, 4321, 4322)
  const ownerOf = (name: string) => {
    const { uid, gid } = statSync(join(folder, name))
    return [uid, gid]
  }
  replaceFile(join(folder, 'theirs'), 'x', { isPrivate: true, isOfFolder: true })
  replaceFile(join(folder, 'ours'), 'x', { isPrivate: true })
  expect(ownerOf('theirs')).toEqual([4321, 4322])
  expect(ownerOf('ours')).toEqual([0, process.getgid?.()])
})
