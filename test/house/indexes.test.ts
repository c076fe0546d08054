// Things are registered in plain lists; a file that is not on its list would silently not exist.
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { exists, files, importsOf, isTest } from './repository.ts'

// Which files of a folder are entries of the index.ts beside them.
const REGISTERED = [
  { entries: 'src/cloud/*/actions/*/[A-Z]*.ts', what: 'an API action' },
  { entries: 'src/core/analysis/audit/*.ts', what: 'an audit check' },
  { entries: 'src/core/model/fields/*.ts', what: 'a rule field' },
  { entries: 'src/agent/backends/*.ts', what: 'a backend' },
]

test.each(REGISTERED)('$entries: each file is $what and stands in index.ts', ({ entries }) => {
  const unlisted = files(entries)
    .filter((file) => !isTest(file) && !file.endsWith('/index.ts') && exists(`${dirname(file)}/index.ts`))
    .filter((file) => !importsOf(`${dirname(file)}/index.ts`).some((entry) => entry.file === file))
  expect(unlisted).toEqual([])
})
