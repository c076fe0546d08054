// What is said to the kernel is, byte for byte, what nft says to it; what cannot be said is left to nft.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  ACCEPT,
  DROP,
  type Element,
  goto,
  type KeyType,
  match,
  type NamedSet,
  type Rule,
  rule,
} from '../../src/core/compile/nftables/ast.ts'
import { answerTo } from '../../src/core/compile/nftables/netlink/answer.ts'
import { type Batch, batchOf, partText } from '../../src/core/compile/nftables/netlink/batch.ts'
import { renderStepsLine } from '../../src/core/compile/nftables/renderDelta.ts'
import type { Step } from '../../src/core/compile/nftables/steps.ts'

const address = (...octets: readonly number[]): bigint =>
  BigInt(octets.reduce((sum, each) => sum * 256 + each))
const set = (name: string, key: readonly KeyType[], more: Partial<NamedSet> = {}): NamedSet => ({
  ...{ name, key, elements: [] },
  ...more,
})
const ROW: readonly KeyType[] = ['mark', 'inet_proto', 'inet_service']
const hosts = set('cls4', ['ipv4_addr'], { value: 'mark' })
const ranges = set('cidr4', ['ipv4_addr'], { value: 'mark', interval: true })
const rows = set('rows', ROW, { value: 'verdict', counter: true })
const boxes = set('pip', ROW, { value: 'verdict', counter: true, interval: true })
const prefixes = set('prefix4', ['ifname', 'ether_addr', 'ipv4_addr'], { interval: true })
const plan = set('plan', ['mark'])

const add = (to: NamedSet, ...elements: readonly Element[]): Step => ({
  ...{ do: 'addElements', family: 'inet', set: to, elements },
})
const remove = (from: NamedSet, ...elements: readonly Element[]): Step => ({
  ...{ do: 'deleteElements', family: 'inet', set: from, elements },
})
const addRule = (chain: string, rule: Rule): Step => ({
  ...{ do: 'addRules', family: 'inet', chain, rules: [rule] },
})
const accept = goto('do_accept')
const range = (first: bigint, last: bigint) => ({ first, last })
const net = (second: number) => range(address(10, second, 0, 0), address(10, second, 0, 255))
const masked = { mask: 0xffff }

/** In the order of the file; each is what nft was told as well. */
const STEPS: readonly Step[] = [
  add(hosts, { key: [address(10, 0, 0, 2)], value: 7 }),
  add(ranges, { key: [net(2)], value: 7 }),
  remove(ranges, { key: [net(1)], value: 6 }),
  add(rows, { key: [7, 6, 80], comment: 'sgr-1', value: accept }),
  add(boxes, {
    key: [7, { first: 6, last: 6 }, { first: 80, last: 90 }],
    ...{ comment: 'sgr-1', value: accept },
  }),
  add(prefixes, { key: ['tap0', '02:00:00:00:00:01', net(0)] }),
  remove(plan, { key: [7], comment: 'abc' }),
  add(plan, { key: [8], comment: 'def' }),
  { do: 'flushChain', family: 'inet', chain: 'do_epoch' },
  addRule('do_epoch', rule(match('ct mark', 8), ACCEPT)),
  addRule('do_epoch', rule({ ...match('ct mark', 8), ...masked }, ACCEPT)),
  addRule('do_epoch', rule({ ...match('ct mark', 0), ...masked, not: true }, accept)),
  addRule('do_accept', rule({ do: 'setCtMark', mark: 8 }, ACCEPT)),
  addRule('do_accept', rule({ do: 'setCtMark', mark: 8, ...masked }, ACCEPT)),
  addRule('do_accept', rule({ do: 'setCtMark', mark: 0, ...masked })),
  addRule('do_accept', rule({ do: 'setMark', mark: 0 }, { do: 'setCtMark', mark: 8, ...masked }, ACCEPT)),
]

interface Said {
  readonly command: string
  readonly type: number
  readonly body: string
}

const spoken: readonly Said[] = readFileSync(new URL('netlink.txt', import.meta.url), 'utf8')
  .split(/\n(?! )/)
  .filter((part) => part !== '' && !part.startsWith('#'))
  .map((part) => {
    const [command = '', type = '', ...body] = part.split('\n').map((line) => line.trim())
    return { command, type: Number(type), body: body.join('') }
  })

interface Message {
  readonly type: number
  readonly flags: number
  readonly sequence: number
  readonly body: string
}

function messagesIn({ bytes }: Batch): readonly Message[] {
  const view = new DataView(bytes.buffer)
  const messages: Message[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at, true)
    const body = Buffer.from(bytes.subarray(at + 16, at + length)).toString('hex')
    const [type, flags] = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)]
    messages.push({ type, flags, sequence: view.getUint32(at + 8, true), body })
    at += length
  }
  return messages
}

function encoded(steps: readonly Step[]): Batch {
  const batch = batchOf(steps)
  if (batch === null) throw new Error('left to nft')
  return batch
}

/** NLM_F_REQUEST, NLM_F_ACK, NLM_F_CREATE, NLM_F_APPEND */
const [REQUEST, ACK, CREATE, APPEND] = [1, 4, 0x400, 0x800]

test.each(STEPS.map((step, at) => [renderStepsLine([step]), step, spoken[at]] as const))(
  '%s',
  (command, step, said) => {
    expect(command).toBe(said?.command)
    const [, only] = messagesIn(encoded([step]))
    expect({ type: only?.type, body: only?.body }).toEqual({ type: said?.type, body: said?.body })
    const flags = { addElements: CREATE, addRules: CREATE | APPEND }
    expect(only?.flags).toBe(REQUEST | ACK | (flags[step.do as keyof typeof flags] ?? 0))
  },
)

test('all of them are one transaction: a beginning, a message each, an end; only the last asks for a word', () => {
  const messages = messagesIn(encoded(STEPS))
  expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, at) => at))
  expect(messages.at(0)).toMatchObject({ type: 16, flags: REQUEST, body: '0000000a' })
  expect(messages.at(-1)).toMatchObject({ type: 17, flags: REQUEST, body: '0000000a' })
  const asking = messages.filter(({ flags }) => (flags & ACK) !== 0)
  expect(asking.map(({ sequence }) => sequence)).toEqual([STEPS.length])
})

test('the number of elements in a step is the number of its messages', () => {
  const three = [1, 2, 3].map((last) => ({ key: [address(10, 0, 0, last)], value: 7 }))
  const batch = encoded([add(hosts, ...three), remove(plan, { key: [7] })])
  expect(messagesIn(batch)).toHaveLength(6)
  expect(partText(batch, 2)).toBe('add element inet menshen cls4 { 10.0.0.2 : 0x7 }')
  expect(partText(batch, 4)).toBe('delete element inet menshen plan { 0x7 }')
  expect(partText(batch, 0)).toBe('the whole transaction')
})

const many = Array.from({ length: 600 }, (_, at) => ({ key: [BigInt(at)], value: 7 }))
const LEFT: readonly (readonly [string, Step])[] = [
  ['a chain', { do: 'addChain', family: 'inet', chain: { name: 'c', rules: [] } }],
  ['a set', { do: 'addSet', family: 'inet', set: hosts }],
  ['a range that ends at the last address', add(ranges, { key: [range(1n, 0xffffffffn)], value: 7 })],
  ['a row that names no range among such', add(boxes, { key: [7, 6, 80], value: accept })],
  ['a range in a hash', add(hosts, { key: [net(1)], value: 7 })],
  ['a pattern for a name', add(set('ports', ['ifname']), { key: ['tap*'] })],
  ['a name that is too long', add(set('ports', ['ifname']), { key: ['a'.repeat(16)] })],
  ['a comment that nft cannot read', add(plan, { key: [7], comment: 'sgr-"bad' })],
  ['a comment in another script', add(plan, { key: [7], comment: '规则' })],
  ['a value of another kind', add(hosts, { key: [1n], value: accept })],
  ['a rule with a comment', addRule('c', { statements: [DROP], comment: 'dropped' })],
  ['a rule about something else', addRule('c', rule(match('iifname', 'lo'), ACCEPT))],
  ['a rule about two marks', addRule('c', rule(match('ct mark', 1, 2), ACCEPT))],
  ['more than a few', add(hosts, ...many)],
]
test.each(LEFT)('left to nft: %s', (_, step) => {
  expect(batchOf([step])).toBeNull()
  expect(batchOf([add(plan, { key: [7] }), step])).toBeNull()
})

test('nothing at all is no transaction', () => {
  expect(batchOf([])).toBeNull()
})

const word = (errno: number, sequence: number, rest = 0): Buffer => {
  const bytes = Buffer.alloc(36 + rest)
  bytes.writeUInt32LE(36 + rest, 0)
  bytes.writeUInt16LE(2, 4)
  bytes.writeInt32LE(-errno, 16)
  bytes.writeUInt32LE(sequence, 28)
  return bytes
}

test('what the kernel answers', () => {
  const batch = encoded([add(plan, { key: [7] }), remove(plan, { key: [8] })])
  expect(answerTo(batch, word(0, 2))).toBe('in force')
  expect(answerTo(batch, Buffer.concat([word(2, 1), word(0, 2)]))).toEqual({ errno: 2, sequence: 1 })
  // Refused when all of it was to come into force, after each part had been taken.
  expect(answerTo(batch, Buffer.concat([word(0, 2), word(12, 0)]))).toEqual({ errno: 12, sequence: 0 })
  expect(answerTo(batch, word(0, 1))).toBe('no word')
  expect(answerTo(batch, Buffer.alloc(0))).toBe('no word')
  expect(answerTo(batch, word(0, 2).subarray(0, 30))).toBe('no word')
  // Others stand behind what is not a multiple of four long.
  expect(answerTo(batch, Buffer.concat([word(0, 1, 2), Buffer.alloc(2), word(0, 2)]))).toBe('in force')
})
