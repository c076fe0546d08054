// What every declared action promises: its example is taken, its required parameters are, its faults have words.

import { describe, expect, test } from 'vitest'
import { sampleOf } from '../../scripts/api/errors.ts'
import { undocumentedTencent } from '../../scripts/api/tencent/coverage.ts'
import type { Action } from '../../src/cloud/tencent/action.ts'
import { ACTIONS } from '../../src/cloud/tencent/actions/index.ts'
import { answerOf } from '../../src/cloud/tencent/faults.ts'
import { decodeFields, type Fields } from '../../src/cloud/tencent/fields.ts'
import type { ValueNode } from '../../src/cloud/tencent/tree.ts'
import { files, read } from '../house/repository.ts'
import { createTestCloud } from './client.ts'

const named = ACTIONS.map((action) => [`${action.service} ${action.name}`, action] as const)

const call = async (action: Action, parameters: ValueNode) =>
  (await createTestCloud()).call(action.name, parameters, { version: action.version })

const without = (action: Action, name: string): ValueNode =>
  Object.fromEntries(Object.entries(action.example).filter(([key]) => key !== name))

describe.each(named)('%s', (_, action) => {
  test('the example is well-formed and never an internal error', async () => {
    const decode = () => decodeFields(action.input, action.example, { path: '', asText: false })
    expect(decode).not.toThrow()
    expect((await call(action, action.example)).code).not.toMatch(
      /^(InternalError|AuthFailure|UnknownParameter)/,
    )
  })

  const required = Object.keys(action.input).filter((name) => action.input[name]?.required)
  test.each(required)('without %s it is refused', async (name) => {
    expect(await call(action, without(action, name))).toMatchObject({
      code: 'MissingParameter',
      message: expect.stringContaining(`\`${name}\``),
    })
  })

  test('a parameter that nobody knows is refused, and one that is nearly known is guessed', async () => {
    const reply = await call(action, { ...action.example, NoSuchThing: '1' })
    expect(reply).toMatchObject({ code: 'UnknownParameter', message: expect.stringContaining('NoSuchThing') })
    const [known] = Object.keys(action.input)
    if (known === undefined) return
    const near = await call(action, { ...without(action, known), [`${known}s`]: '1' })
    expect(near).toMatchObject({
      code: 'UnknownParameter.WithGuess',
      message: expect.stringContaining(known),
    })
  })

  const typed = Object.entries(action.input as Fields).filter(([name, { type, ignored }]) => {
    const isEither = name === 'Offset' || name === 'Limit'
    return !ignored && !isEither && type !== 'object' && name !== 'Filters'
  })
  test.each(typed)('%s of another type is refused', async (name, field) => {
    const wrong = field.type === 'string' ? 1 : field.type === 'list' ? 'x' : 'yes'
    expect(await call(action, { ...action.example, [name]: wrong })).toMatchObject({
      code: 'InvalidParameter',
      message: `The value type of parameter \`${name}\` is not valid.`,
    })
  })

  test('its faults have a code and words in both languages', () => {
    for (const fault of action.faults) {
      const { code, message } = answerOf(sampleOf(fault), action)
      expect(code).toMatch(/^[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+)?$/)
      for (const text of Object.values(message)) expect(text.length).toBeGreaterThan(4)
    }
  })
})

test('each action stands in the table of coverage', () => {
  expect(undocumentedTencent()).toEqual([])
})

test('no two actions share name and version, so that nothing else is needed to tell them apart', () => {
  const keys = ACTIONS.map(({ name, version }) => `${name} ${version}`)
  expect(keys.length).toBe(new Set(keys).size)
})

test('an action that runs in a file of its own is called as the cloud spells it', () => {
  const inFiles = files('src/cloud/tencent/actions/*/[A-Z]*.ts').map((file) => file.split('/').at(-1))
  expect(ACTIONS.map(({ name }) => `${name}.ts`).sort()).toEqual(inFiles.sort())
  expect(read('docs/api/tencent/coverage.md')).toContain('| CreateSecurityGroup | complete |')
})
