// Generated files are committed, so that they can be read and searched; this keeps them true.
import { expect, test } from 'vitest'
import { GENERATED, isFresh } from '../../scripts/generate.ts'

test.each(GENERATED)('$file is what `npm run generate` writes', (generated) => {
  expect(isFresh(generated), `${generated.file} is out of date: run \`npm run generate\``).toBe(true)
})
