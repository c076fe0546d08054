// Reading documents whose form is not known yet.

export type JsonObject = Readonly<Record<string, unknown>>

/** Undefined when the text is no JSON object. */
function readObject(text: string): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(text))
  } catch {
    return undefined
  }
}

export const objectOf = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined

/** One text or a list of texts, at least one; undefined otherwise. */
export function textsOf(value: unknown): readonly string[] | undefined {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  return all.length > 0 && all.every((one): one is string => typeof one === 'string') ? all : undefined
}

/** The statements of a document of version 1; undefined when it is none. */
export function statementsIn(document: string): readonly JsonObject[] | undefined {
  const { Version, Statement } = readObject(document) ?? {}
  if (Version !== '1' || !Array.isArray(Statement) || Statement.length === 0) return undefined
  const statements = Statement.map(objectOf)
  return statements.every((one) => one !== undefined) ? statements : undefined
}

/** What a document may hold besides is not judged here, and what is not judged is refused. */
export const hasOnly = (statement: JsonObject, names: readonly string[]): boolean =>
  Object.keys(statement).every((name) => names.includes(name))

export const effectOf = ({ Effect }: JsonObject): 'allow' | 'deny' | undefined =>
  Effect === 'Allow' ? 'allow' : Effect === 'Deny' ? 'deny' : undefined
