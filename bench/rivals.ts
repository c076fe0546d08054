// Differences beside the decision diagrams of Batfish (Java), verdicts beside packet classifiers in C++.
//
// Their sources are not ours and stand in no repository of ours: `MENSHEN_RIVALS` names a folder with checkouts of
// batfish/batfish, lyxocs/CutSplit and drjdaly/tuplemerge (`batfish`, `CutSplit`, `tuplemerge`). What is not there,
// or cannot be built, is left out and said so.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compareDifferences } from './rivals/bdd.ts'
import { compareClassifiers } from './rivals/classifiers.ts'

export function run(): void {
  const folder = process.env.MENSHEN_RIVALS
  if (folder === undefined || !existsSync(folder)) {
    console.log(
      '\nrivals: not measured: MENSHEN_RIVALS names no folder with checkouts of batfish, CutSplit, tuplemerge',
    )
    return
  }
  compareDifferences(join(folder, 'batfish'))
  compareClassifiers(folder)
}
