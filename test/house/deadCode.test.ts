// What nobody uses is deleted; git remembers it. Tests count as users, and `@public` in the comment above as a promise to others.
import { expect, test } from 'vitest'
import { files, importsOf, read, sources, withoutComments } from './repository.ts'

// Started by a command, not imported.
const ENTRIES = new Set(['src/cli/main.ts', 'src/agent/main.ts', 'src/server/main.ts'])
// Types are left out: many are exported because an exported signature mentions them.
const EXPORTED = /^export (?:async )?(?:const|let|function\*?|class) ([\w$]+)/gm
const PUBLIC =
  /\/\*\*(?:(?!\*\/)[\s\S])*@public(?:(?!\*\/)[\s\S])*\*\/\s*export (?:async )?(?:const|function\*?|class) ([\w$]+)/g

/** For each file of src: the names that others take from it, '*' for all. */
function usedNames(): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>()
  const users = files(
    'src/**/*.ts',
    'test/**/*.ts',
    'bench/**/*.ts',
    'scripts/**/*.ts',
    'web/src/**/*.{ts,tsx}',
  )
  for (const user of users) {
    for (const { file, names } of importsOf(user)) {
      if (file === undefined) continue
      const known = used.get(file) ?? new Set()
      for (const name of names ?? ['*']) known.add(name)
      used.set(file, known)
    }
  }
  return used
}

const used = usedNames()

test('each file of src is imported somewhere', () => {
  expect(sources().filter((file) => !used.has(file) && !ENTRIES.has(file))).toEqual([])
})

test('each exported function, constant and class is imported somewhere', () => {
  const unused = sources().flatMap((file) => {
    const names = used.get(file) ?? new Set()
    const text = read(file)
    const promised = new Set([...text.matchAll(PUBLIC)].map(([, name]) => name))
    return [...withoutComments(text).matchAll(EXPORTED)]
      .map(([, name = '']) => name)
      .filter((name) => !names.has('*') && !names.has(name) && !promised.has(name))
      .map((name) => `${file}: ${name}`)
  })
  expect(unused, 'delete these, or drop `export` where only their own file uses them').toEqual([])
})
