// The numbered rules of docs/semantics.md and the tests name each other, so that no promise goes untested unnoticed.
import { expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { exists, files, read } from './repository.ts'

const DOCUMENT = 'docs/semantics.md'
const reason = exists(DOCUMENT) ? undefined : `${DOCUMENT} does not exist yet`

// - **P3** text … [source] {tested}
const RULE = /^- \*\*([A-Z]+\d+[a-z]?)\*\* .*\[[^\]]+\].*\{(tested|planned)\}\s*$/gm
const ANY_RULE = /^- \*\*([A-Z]+\d+[a-z]?)\*\*/gm
const TITLE = /\b(?:test|it|describe)(?:\.\w+)*(?:\([^'"`\n]*\))?\(\s*(?:'([^'\n]+)'|"([^"\n]+)"|`([^`]+)`)/g
const PACKET_ROW = /#\s*(.+)$/gm

const document = reason === undefined ? read(DOCUMENT) : ''
const rules = new Map([...document.matchAll(RULE)].map(([, id = '', state = '']) => [id, state]))
const prefixes = new Set([...rules.keys()].map((id) => id.replace(/\d.*$/, '')))

/** Ids named in the titles of tests and in the comments of packet tables, with the files that name them. */
function namedIds(): Map<string, string[]> {
  const named = new Map<string, string[]>()
  const add = (file: string, text: string) => {
    for (const [id] of text.matchAll(/\b[A-Z]+\d+[a-z]?\b/g)) {
      if (prefixes.has(id.replace(/\d.*$/, ''))) named.set(id, [...(named.get(id) ?? []), file])
    }
  }
  for (const file of files('src/**/*.test.ts', 'test/**/*.test.ts').filter(
    (file) => !file.startsWith('test/house/'),
  )) {
    for (const [, ...titles] of read(file).matchAll(TITLE)) add(file, titles.join(' '))
  }
  for (const file of files('test/packets/**/*.txt')) {
    for (const [, comment = ''] of read(file).matchAll(PACKET_ROW)) add(file, comment)
  }
  return named
}

describeUnless(reason, DOCUMENT, () => {
  test('each rule has an id of its own, a source and a state', () => {
    const all = [...document.matchAll(ANY_RULE)].map(([, id = '']) => id)
    expect(all.filter((id, index) => !rules.has(id) || all.indexOf(id) !== index)).toEqual([])
    expect(rules.size).toBeGreaterThan(0)
  })

  test('each rule marked {tested} is named by a test', () => {
    const named = namedIds()
    expect(
      [...rules].filter(([id, state]) => state === 'tested' && !named.has(id)).map(([id]) => id),
    ).toEqual([])
  })

  test('no test names an unknown rule, or one still marked {planned}', () => {
    const wrong = [...namedIds()].filter(([id]) => rules.get(id) !== 'tested')
    expect(wrong.map(([id, where]) => `${id} in ${[...new Set(where)].join(', ')}`)).toEqual([])
  })
})
