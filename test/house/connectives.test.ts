// Who reads Chinese meets no English connective: neither in the catalogues nor in what previews say of packets.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAddresses, formatServices } from '../../src/core/headerspace/text.ts'
import { type PacketWord, packetWords } from '../../src/core/headerspace/words.ts'
import { normaliseRanges } from '../../src/core/model/addressSet.ts'
import { LIMIT_NAMES, LIMITS } from '../../src/core/model/limits.ts'
import { formatProtocol } from '../../src/core/model/protocol.ts'
import { translator } from '../../src/text/index.ts'
import { isChosen } from '../../src/text/limits/chosen.ts'
import { traditional } from '../../src/text/traditional/traditional.ts'
import { en } from '../../web/src/text/en.ts'
import { zhCN } from '../../web/src/text/zhCN.ts'
import { zhTW } from '../../web/src/text/zhTW.ts'
import { files, isTest, read } from './repository.ts'

/** `any` and `all` are values that one types. */
const CONNECTIVE = /(?<![\w-])(and|or|of|to|from|except|nobody|more|the|with|for|up)(?![\w-])/i

const terminal = translator('zh-CN')
const SAID: readonly (readonly [string, (word: PacketWord) => string])[] = [
  ['the command line', (word) => terminal(`packets.${word}`)],
  ['the command line, traditional', (word) => traditional(terminal(`packets.${word}`))],
  ['the console', (word) => zhCN[`packets.${word}`]],
  ['the console, traditional', (word) => zhTW[`packets.${word}`]],
]

const range = (most: number) =>
  fc.tuple(fc.nat(most), fc.nat(most)).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }))
const ranges = fc.array(range(65_535), { minLength: 1, maxLength: 3 })
const service = fc.record({
  protocols: fc.oneof(
    fc.constant([{ first: 0, last: 255 }]),
    fc.array(range(255), { minLength: 1, maxLength: 3 }),
  ),
  service: fc.option(ranges),
  sourcePorts: fc.option(ranges),
})
const addresses = fc
  .array(
    fc
      .tuple(fc.constantFrom(4 as const, 6 as const), range(300))
      .map(([family, { first, last }]) => ({ family, first: BigInt(first), last: BigInt(last) })),
    { maxLength: 4 },
  )
  .map(normaliseRanges)

const LATIN = /[a-z]+\d*/gi
const NAMES = new Set(
  Array.from({ length: 256 }, (_, number) => formatProtocol(number)).flatMap(
    (name) => name.match(LATIN) ?? [],
  ),
)
/** What is left in Latin letters besides addresses and names of protocols. */
const latin = (text: string): readonly string[] =>
  (text.replace(/[0-9a-f]*:[0-9a-f:]*/g, '').match(LATIN) ?? []).filter(
    (word) => !NAMES.has(word) && !/^IPv[46]$/.test(word),
  )

describe.each(SAID)('packets as %s says them', (_, say) => {
  test('in Chinese to the last word', () => {
    fc.assert(
      fc.property(addresses, fc.array(service, { minLength: 1, maxLength: 2 }), (set, services) => {
        const text = `${formatAddresses(set)} → ${formatServices(services)}`
        expect(latin(packetWords(text, say)), text).toEqual([])
      }),
    )
  })

  test('also what is too long to be listed, and everybody', () => {
    const many = normaliseRanges(
      Array.from({ length: 600 }, (_, place) => ({
        family: 4 as const,
        first: BigInt(place * 2),
        last: BigInt(place * 2),
      })),
    )
    const all = normaliseRanges([{ family: 4, first: 0n, last: 2n ** 32n - 1n }])
    for (const text of [formatAddresses(many), formatAddresses(all), formatAddresses([])])
      expect(latin(packetWords(text, say))).toEqual([])
  })
})

test('the words themselves are not lost in English', () => {
  const text = 'any IPv4 address except 10.0.0.1, tcp 22 and 80 from 1024-65535'
  expect(packetWords(text, (word) => en[`packets.${word}`])).toBe(text)
})

/** What is typed or called stands between backticks, in blanks, or after a command's name. */
const plain = (text: string): string =>
  text.replace(/`[^`]*`|\{\{[^}]*\}\}|\$t\([^)]*\)|menshen [^。，；]*|--[\w-]+|“[^”]*”/g, '')

const catalogues = [...files('src/text/**/zhCN.ts'), ...files('web/src/**/zhCN.ts')]

test.each(catalogues)('%s joins its words in Chinese', async (file) => {
  const module = (await import(`../../${file}`)) as { readonly zhCN: Readonly<Record<string, string>> }
  const said = Object.entries(module.zhCN).filter(
    ([, text]) => /\p{Script=Han}/u.test(text) && CONNECTIVE.test(plain(text)),
  )
  expect(said).toEqual([])
})

test('why a number was chosen is said in every language', () => {
  const chosen = LIMIT_NAMES.filter((name) => LIMITS[name].source.startsWith('choice: '))
  expect(chosen.filter((name) => !isChosen(name))).toEqual([])
})

test('whoever shows sets of packets says them in the language of the reader', () => {
  const showing = [...files('src/cli/**/*.ts'), ...files('web/src/{pages,parts}/**/*.tsx')]
    .filter((file) => !isTest(file))
    .flatMap((file) =>
      read(file)
        .split('\n')
        .map((line) => ({ file, line })),
    )
    .filter(({ line }) => /\btext\.join\(|\{ text \}\) => text\)|t\('[\w.]+'\)\} \$\{.*region/.test(line))
  expect(showing.length).toBeGreaterThan(3)
  expect(showing.filter(({ line }) => !/packetText\(|words\(|say\(|const texts = /.test(line))).toEqual([])
})
