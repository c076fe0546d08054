// One YAML file of a policy: its content by the schema, and where each part of it stands.

import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Place, PolicyFile } from '../../core/model/policyDocument.ts'
import type { TextKey } from '../../text/index.ts'
import { fieldErrors } from '../api/input.ts'
import type { PolicyProblem } from './problems.ts'
import { type PolicyFileContent, policyFileSchema } from './schema.ts'

export type Path = readonly PropertyKey[]

export interface ReadFile {
  readonly content: PolicyFileContent
  /** Of the part with this path, or of the nearest one around it. */
  readonly placeOf: (path: Path) => Place
}

/** More is no policy, and aliases can make much of little. */
const MOST_BYTES = 1 << 20
const MOST_ALIASES = 100

export function readPolicyFile(file: PolicyFile): ReadFile | readonly PolicyProblem[] {
  const start = { file: file.name, line: 1, column: 1 }
  if (file.text.length > MOST_BYTES) {
    return [{ place: start, key: 'policy.tooLarge', values: { maximum: MOST_BYTES } }]
  }
  const lines = new LineCounter()
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file: file.name, line: Math.max(1, line), column: Math.max(1, col) }
  }
  if (document.errors.length > 0) {
    return document.errors.map(({ code, pos, message }) =>
      code === 'MULTIPLE_DOCS'
        ? { place: at(pos[0]), key: 'policy.documents', values: {} }
        : { place: at(pos[0]), key: 'policy.yaml', values: { message } },
    )
  }
  const placeOf = (path: Path): Place => at(offsetOf(document, path))
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES }) ?? {}
  } catch (error) {
    return [{ place: start, key: 'policy.yaml', values: { message: (error as Error).message } }]
  }
  const result = policyFileSchema.safeParse(value)
  if (result.success) return { content: result.data, placeOf }
  return fieldErrors(result.error, value).map(({ error, path }) => problemOf(error, placeOf(path)))
}

function problemOf(
  { field, value, expected, values }: ReturnType<typeof fieldErrors>[number]['error'],
  place: Place,
): PolicyProblem {
  if (expected === null) return { place, key: 'api.fieldUnknown', values: { field } }
  if (value === undefined)
    return { place, key: 'api.fieldMissing', values: { field, ...values }, hint: expected }
  const shown = typeof value === 'string' ? value : JSON.stringify(value)
  if (field === '') return { place, key: 'policy.notAMap', values: {} }
  return {
    place,
    key: 'api.fieldMalformed' satisfies TextKey,
    values: { field, value: shown, ...values },
    hint: expected,
  }
}

/** Where the key of the last part stands, else of what is around it. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? key.value : key) === part)
      if (pair === undefined) return offset
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(part)]
      if (isNode(node)) offset = node.range?.[0] ?? offset
    } else return offset
  }
  return offset
}
