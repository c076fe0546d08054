// The cases of the exposure probe as files hold them, and how they are asked.

import { readdirSync, readFileSync } from 'node:fs'
import type { Exposure } from '../../src/core/analysis/exposure/exposure.ts'
import { parseService } from '../../src/core/analysis/exposure/service.ts'
import { setOfTexts } from '../../src/core/model/addressSet.ts'
import { type Asked, askEni, askGroups } from '../../src/offline/ask.ts'
import { joinParts } from '../../src/offline/part.ts'
import { readFile } from '../../src/offline/readFile.ts'
import { assemble } from '../../src/offline/world.ts'

const FOLDER = new URL('cases/', import.meta.url)

type Tool = 'prowler' | 'checkov' | 'infraguard'

export interface Case {
  readonly name: string
  readonly comment: string
  readonly to: string
  readonly from: string
  readonly eni?: string
  readonly open: boolean | 'unknown'
  readonly rules?: readonly string[]
  /** What other tools answered to the same rules. */
  readonly published?: { readonly [tool in Tool]: 'open' | 'closed' }
  readonly files: readonly unknown[]
  readonly context: readonly unknown[]
}

export function readCases(): readonly Case[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      ...(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Omit<Case, 'name'>),
      name: file.replace(/\.json$/, ''),
    }))
}

export function ask({ files, context, from, to, eni }: Case): Exposure {
  const part = (content: unknown) => readFile('case.json', new TextEncoder().encode(JSON.stringify(content)))
  const world = assemble(joinParts(files.map(part)), joinParts(context.map(part)))
  const service = parseService(to)
  if (service === undefined) throw new Error(`no service: \`${to}\``)
  const asked: Asked = { from: from === 'internet' ? from : setOfTexts([from]), to: service }
  return eni === undefined ? askGroups(world, world.groups, asked) : askEni(world, eni, asked)
}
