// Reads what a caller sent by a schema; the first thing that is wrong becomes the refusal.

import type { z } from '@hono/zod-openapi'
import type { TextKey } from '../../text/index.ts'
import { FieldError } from './refusal.ts'

/** Messages of our own checks in schemas are keys of texts. */
export function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  if (issue === undefined) throw new Error('a refusal without an issue')
  throw errorOf(issue, value)
}

/** Everything that is wrong, each with its path. */
export const fieldErrors = (
  error: z.ZodError,
  value: unknown,
): readonly { readonly error: FieldError; readonly path: readonly PropertyKey[] }[] =>
  error.issues.map((issue) => ({
    error: errorOf(issue, value),
    path: issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path,
  }))

function errorOf(issue: z.core.$ZodIssue, value: unknown): FieldError {
  const field = issue.path.map(String).join('.')
  const found = at(value, issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return new FieldError(issue.keys[0] ?? field, found, null)
    case 'invalid_value':
      return new FieldError(field, found, 'expected.oneOf', { values: issue.values.map(String).join(', ') })
    case 'invalid_union': {
      const values = literalsOf(issue)
      if (values === null) return new FieldError(field, found, 'expected.other', { message: issue.message })
      return new FieldError(field, found, 'expected.oneOf', { values: values.join(', ') })
    }
    case 'invalid_type':
      return typeError(field, found, issue.expected)
    case 'too_small':
      return new FieldError(field, found, 'expected.atLeast', { number: Number(issue.minimum) })
    case 'too_big':
      return new FieldError(field, found, 'expected.atMost', { number: Number(issue.maximum) })
    case 'custom':
      return new FieldError(field, found, issue.message as TextKey)
    default:
      return new FieldError(field, found, 'expected.other', { message: issue.message })
  }
}

const typeError = (field: string, found: unknown, type: string): FieldError =>
  type === 'number' || type === 'int'
    ? new FieldError(field, found, 'expected.number')
    : type === 'boolean'
      ? new FieldError(field, found, 'expected.boolean')
      : new FieldError(field, found, 'expected.type', { type })

/** The values of a union of literals; `null` for a union of anything else. */
function literalsOf({ errors }: z.core.$ZodIssueInvalidUnion): readonly string[] | null {
  const values: string[] = []
  for (const [issue] of errors) {
    if (issue?.code !== 'invalid_value') return null
    values.push(...issue.values.map(String))
  }
  return values
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
}
