// Writes the files that are derived from others; with --check it only says which of them are out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import { actions } from './api/actions.ts'
import { coverage } from './api/coverage.ts'
import { errors } from './api/errors.ts'
import { tencentActions } from './api/tencent/actions.ts'
import { tencentCoverage } from './api/tencent/coverage.ts'
import { tencentErrors } from './api/tencent/errors.ts'
import { cli } from './cli.ts'
import { client } from './console/client.ts'
import { zhTW } from './console/zhTW.ts'
import { linterWalls } from './linterWalls.ts'
import { policySchema } from './policySchema.ts'

export interface Generated {
  readonly file: string
  readonly make: () => string
}

// Sorted by file. Each entry is checked by test/house/generated.test.ts.
export const GENERATED: readonly Generated[] = [
  { file: 'biome.walls.json', make: linterWalls },
  { file: 'docs/api/actions.md', make: actions },
  { file: 'docs/api/coverage.md', make: coverage },
  { file: 'docs/api/errors.md', make: errors },
  { file: 'docs/api/tencent/actions.md', make: tencentActions },
  { file: 'docs/api/tencent/coverage.md', make: tencentCoverage },
  { file: 'docs/api/tencent/errors.md', make: tencentErrors },
  { file: 'docs/cli.md', make: cli },
  { file: 'docs/policy.schema.json', make: policySchema },
  { file: 'web/src/client/generated.ts', make: client },
  { file: 'web/src/text/zhTW.ts', make: zhTW },
]

export function isFresh({ file, make }: Generated): boolean {
  try {
    return readFileSync(new URL(`../${file}`, import.meta.url), 'utf8') === make()
  } catch {
    return false
  }
}

function generate({ file, make }: Generated): void {
  writeFileSync(new URL(`../${file}`, import.meta.url), make())
  console.log(`wrote ${file}`)
}

if (import.meta.main) {
  const stale = GENERATED.filter((generated) => !isFresh(generated))
  if (!process.argv.includes('--check')) stale.forEach(generate)
  else if (stale.length > 0) {
    console.error(`out of date: ${stale.map(({ file }) => file).join(', ')}; run \`npm run generate\``)
    process.exitCode = 1
  }
}
