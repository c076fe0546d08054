// Policy files named on the command line: single ones, and all YAML files below a folder.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyFile } from '../../core/model/policyDocument.ts'
import { fileText } from '../../offline/fileText.ts'
import { type CommandContext, ExitError, USAGE } from '../context.ts'
import { orEnd } from '../files.ts'

const YAML = /\.ya?ml$/i

export function policyFilesAt(context: CommandContext, paths: readonly string[]): readonly PolicyFile[] {
  const files = paths.flatMap((path) => filesAt(context, path))
  if (files.length === 0) throw new ExitError(USAGE, context.t('policy.noFiles', { paths: paths.join(', ') }))
  return [...new Set(files)].map((name) => ({ name, text: textOf(context, name) }))
}

function filesAt(context: CommandContext, path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path]
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => YAML.test(name))
      .sort()
      .map((name) => join(path, name))
  } catch (error) {
    throw unreadable(context, path, error)
  }
}

function textOf(context: CommandContext, file: string): string {
  try {
    const bytes = readFileSync(file)
    return orEnd(context, file, () => fileText(bytes))
  } catch (error) {
    throw error instanceof ExitError ? error : unreadable(context, file, error)
  }
}

function unreadable({ t }: CommandContext, file: string, error: unknown): ExitError {
  const { code, message } = error as NodeJS.ErrnoException
  return new ExitError(USAGE, t('file.unreadable', { file, reason: code ?? message }))
}
