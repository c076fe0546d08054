// Spells the layer table as overrides of the linter, so that an editor shows a breach where it is written.
import { describeLayer, LAYERS, type Layer, WEB_IMPORTS } from './layers.ts'

// The linter sees the text of an import, not the file it leads to. Patterns are those of gitignore: the last match wins,
// and a single star would miss `../store/store.ts`.
function deniedPatterns(layer: Layer): string[] {
  const outside = layer.pure ? ['**', '!./**', '!../**'] : []
  const denied = LAYERS.filter((other) => other !== layer && !isWithin(layer.folder, other.folder))
  const allowed = layer.imports.flatMap((path) => spellings(layer, path).map((pattern) => `!${pattern}`))
  return [...outside, ...denied.flatMap((other) => spellings(layer, other.folder)), ...allowed]
}

function spellings(from: Layer, path: string): string[] {
  const names = [path]
  const parent = from.folder.slice(0, from.folder.lastIndexOf('/') + 1)
  if (parent !== '' && path.startsWith(parent)) names.push(path.slice(parent.length))
  return names.map((name) => (/\.\w+$/.test(name) ? `../**/${name}` : `../**/${name}/**`))
}

function isWithin(folder: string, outer: string): boolean {
  return folder.startsWith(`${outer}/`)
}

export function linterWalls(): string {
  const walls = LAYERS.map((layer) => ({
    includes: [layer.folder.endsWith('.ts') ? `src/${layer.folder}` : `src/${layer.folder}/**`],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: { patterns: [{ group: deniedPatterns(layer), message: describeLayer(layer) }] },
          },
        },
      },
    },
  }))
  const clock = {
    includes: ['src/core/**'],
    linter: {
      rules: {
        style: {
          noRestrictedGlobals: {
            level: 'error',
            options: { deniedGlobals: { Date: 'time is passed in: src/core has no clock' } },
          },
        },
      },
    },
  }
  const web = {
    includes: ['web/src/**'],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: {
              patterns: [
                {
                  group: ['../**/src/**', ...WEB_IMPORTS.map((folder) => `!../**/src/${folder}/**`)],
                  message: `web may import src/${WEB_IMPORTS.join(', src/')} and nothing else of src`,
                },
              ],
            },
          },
        },
      },
    },
  }
  const tests = {
    includes: ['src/**/*.test.ts'],
    linter: { rules: { style: { noRestrictedImports: 'off', noRestrictedGlobals: 'off' } } },
  }
  return `${JSON.stringify({ overrides: [...walls, web, clock, tests] }, null, 2)}\n`
}
