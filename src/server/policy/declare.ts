// All files of a policy together: names resolved, services and peers read, everything wrong told at once.

import { parseAssertion } from '../../core/analysis/prove/assertion.ts'
import type { Place, PolicyFile, TestClaim } from '../../core/model/policyDocument.ts'
import type { Declaration, DeclaredTest } from '../../service/declared/declaration.ts'
import { declaredGroups } from './groups.ts'
import { declaredLists } from './lists.ts'
import { PolicyFileError, type PolicyProblem } from './problems.ts'
import { type Path, type ReadFile, readPolicyFile } from './readFile.ts'

/** What is wrong is collected, so that an author sees all of it. */
export interface Reading {
  readonly files: readonly ReadFile[]
  readonly names: {
    readonly groups: ReadonlySet<string>
    readonly prefixLists: ReadonlySet<string>
    readonly portLists: ReadonlySet<string>
  }
  readonly blame: (problem: PolicyProblem) => void
}

const DEFAULT_REGION = 'cn-hangzhou'
const SECTIONS = ['groups', 'prefixLists', 'portLists'] as const

/** Throws `PolicyFileError` with every problem there is. */
export function readPolicy(files: readonly PolicyFile[]): Declaration {
  const problems: PolicyProblem[] = []
  const read = files.map((file) => readPolicyFile(file))
  for (const each of read) if ('length' in each) problems.push(...each)
  if (problems.length > 0) throw new PolicyFileError(problems)
  const whole = read as readonly ReadFile[]
  const reading: Reading = {
    files: whole,
    names: namesIn(whole, problems),
    blame: (problem) => problems.push(problem),
  }
  const name = oneValue(reading, 'policy')
  const region = oneValue(reading, 'region')
  const vpc = oneValue(reading, 'vpc')
  const declaration: Declaration = {
    name: name?.value ?? 'default',
    region: region?.value ?? DEFAULT_REGION,
    vpc: vpc?.value ?? null,
    place: vpc?.place ?? whole[0]?.placeOf([]) ?? { file: '', line: 1, column: 1 },
    groups: declaredGroups(reading),
    ...declaredLists(reading),
    tests: whole.flatMap((file) => file.content.tests.flatMap((_, place) => testAt(reading, file, place))),
  }
  if (problems.length > 0) throw new PolicyFileError(problems)
  return declaration
}

function namesIn(files: readonly ReadFile[], problems: PolicyProblem[]): Reading['names'] {
  const [groups, prefixLists, portLists] = SECTIONS.map((section) => {
    const seen = new Set<string>()
    for (const { content, placeOf } of files) {
      for (const key of Object.keys(content[section])) {
        if (seen.has(key))
          problems.push({ place: placeOf([section, key]), key: 'policy.repeated', values: { name: key } })
        seen.add(key)
      }
    }
    return seen
  }) as [Set<string>, Set<string>, Set<string>]
  return { groups, prefixLists, portLists }
}

/** Said in one file, or in several alike. */
function oneValue(
  { files, blame }: Reading,
  field: 'policy' | 'region' | 'vpc',
): { readonly value: string; readonly place: Place } | undefined {
  let found: { readonly value: string; readonly place: Place } | undefined
  for (const { content, placeOf } of files) {
    const value = content[field]
    if (value === undefined) continue
    const place = placeOf([field])
    if (found !== undefined && found.value !== value) {
      blame({ place, key: 'policy.differs', values: { field, value, other: found.value } })
    }
    found ??= { value, place }
  }
  return found
}

const MEANINGS = { allow: 'all', deny: 'none', only: 'only' } as const

function testAt(
  { blame, names }: Reading,
  { content, placeOf }: ReadFile,
  index: number,
): readonly DeclaredTest[] {
  const path: Path = ['tests', index]
  const place = placeOf(path)
  const test = content.tests[index]
  const said = (['allow', 'deny', 'only'] as const).filter((claim) => test?.[claim] !== undefined)
  const [claim] = said
  if (claim === undefined || said.length > 1) {
    blame({ place, key: 'policy.oneClaim', values: {} })
    return []
  }
  const text = test?.[claim] ?? ''
  const where = placeOf([...path, claim])
  const parsed = parseAssertion(text, MEANINGS[claim satisfies TestClaim])
  if (parsed.kind === 'malformed') {
    blame({ place: where, key: 'policy.badTest', values: { text: parsed.part } })
    return []
  }
  for (const [, key = ''] of text.matchAll(/group:([^\s,]+)/g)) {
    if (!names.groups.has(key)) blame({ place: where, key: 'policy.unknownGroup', values: { name: key } })
  }
  return [{ claim, text, name: test?.name ?? `${claim} ${text}`, place: where }]
}
