// The types that Tencent's SDK declares for requests and answers, and whether a value has them: clients in typed languages
// fail on a number where a text is declared, and the other way round.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const resolve = createRequire(import.meta.url).resolve

interface Member {
  readonly type: string
  /** Always there, as far as the SDK says. */
  readonly required: boolean
}
type Members = ReadonlyMap<string, Member>
/** By interface. */
export type Models = ReadonlyMap<string, Members>

const loaded = new Map<string, Models>()

export function modelsOf(service: string, version: string): Models {
  const folder = `${service}/v${version.replaceAll('-', '')}`
  const found = loaded.get(folder) ?? parse(sdkFile(`${folder}/${service}_models.d.ts`))
  loaded.set(folder, found)
  return found
}

export function sdkFile(path: string): string {
  const base = resolve('tencentcloud-sdk-nodejs/package.json').replace('package.json', '')
  return readFileSync(`${base}tencentcloud/services/${path}`, 'utf8')
}

function parse(text: string): Models {
  const models = new Map<string, Members>()
  for (const [, name = '', body = ''] of text.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const members = [...body.matchAll(/^ {4}(\w+)(\??): ([^;]+);/gm)]
    const read = ([, member = '', optional, type = '']: RegExpExecArray) =>
      [member, { type, required: optional === '' }] as const
    models.set(name, new Map(members.map(read)))
  }
  return models
}

/** What is wrong with a value, each with its path; `+` stands before members that are not declared. */
export function mismatches(models: Models, type: string, value: unknown, path: string): readonly string[] {
  // A null is nothing given, whatever the type.
  if (value === null) return []
  const [, item] = /^Array<(.+)>$/.exec(type) ?? []
  if (item !== undefined) {
    if (!Array.isArray(value)) return [`${path}: not a list`]
    return [...new Set(value.flatMap((each) => mismatches(models, item, each, `${path}[]`)))]
  }
  const plain = type.replace(' | bigint', '')
  if (plain === 'string' || plain === 'number' || plain === 'boolean') {
    const isRight = typeof value === plain && (plain !== 'number' || Number.isFinite(value))
    return isRight ? [] : [`${path}: ${typeof value}, not ${plain}`]
  }
  const members = models.get(type)
  if (members === undefined) return [`${path}: of a type that nobody declares, ${type}`]
  if (typeof value !== 'object' || Array.isArray(value)) return [`${path}: not an object`]
  const missing = [...members].filter(([name, { required }]) => required && !(name in value))
  const given = Object.entries(value).flatMap(([name, each]) => {
    const declared = members.get(name)?.type
    if (declared === undefined) return [`+${type}.${name}`]
    return mismatches(models, declared, each, `${path}.${name}`)
  })
  return [...missing.map(([name]) => `${path}.${name}: missing`), ...given]
}
