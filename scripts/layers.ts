// The layer table: which folder of src may import which. The linter's walls are generated from it, a house test scans all imports.

export interface Layer {
  /** Below src/; also a single file. The longest match owns a file. */
  readonly folder: string
  /** Folders (with all below) and single files, below src/, that it may import besides its own folder. */
  readonly imports: readonly string[]
  /** Pure layers import neither npm packages nor Node's modules. */
  readonly pure?: true
}

const CORE = ['core/model', 'core/policy', 'core/headerspace', 'core/analysis', 'core/compile']
const FEED_CLIENT = ['feed/client.ts', 'feed/messages.ts']
const CLOUD_NEEDS = ['core/model', 'service']

export const LAYERS: readonly Layer[] = [
  { folder: 'version.ts', imports: ['../package.json'] },
  { folder: 'wholeFile.ts', imports: [] },
  { folder: 'core/model', imports: [], pure: true },
  { folder: 'core/policy', imports: ['core/model'], pure: true },
  { folder: 'core/headerspace', imports: ['core/model'], pure: true },
  { folder: 'core/access', imports: ['core/model'], pure: true },
  {
    folder: 'core/analysis',
    imports: ['core/model', 'core/policy', 'core/headerspace'],
    pure: true,
  },
  { folder: 'core/compile', imports: ['core/model', 'core/policy', 'core/headerspace'], pure: true },
  { folder: 'store', imports: ['core/model'] },
  { folder: 'service', imports: [...CORE, 'core/access', 'store/store.ts'] },
  { folder: 'cloud', imports: [...CLOUD_NEEDS, 'cloud/aliyun', 'cloud/tencent'] },
  { folder: 'cloud/files', imports: ['core/model'] },
  {
    folder: 'cloud/aliyun',
    imports: [...CLOUD_NEEDS, 'cloud/action.ts', 'cloud/dialect.ts', 'cloud/reading.ts', 'cloud/files'],
  },
  {
    folder: 'cloud/tencent',
    imports: [
      ...CLOUD_NEEDS,
      'cloud/action.ts',
      'cloud/dialect.ts',
      'cloud/reading.ts',
      'cloud/files',
      'text',
    ],
  },
  { folder: 'offline', imports: [...CORE, 'cloud'] },
  { folder: 'feed', imports: ['core/model', 'store/store.ts'] },
  { folder: 'agent', imports: ['version.ts', 'wholeFile.ts', ...CORE, ...FEED_CLIENT, 'text'] },
  { folder: 'text', imports: ['core/model'] },
  {
    folder: 'server',
    imports: ['version.ts', 'wholeFile.ts', ...CORE, 'store', 'service', 'cloud', 'feed', 'agent', 'text'],
  },
  {
    folder: 'cli',
    imports: [
      'version.ts',
      ...CORE,
      'store/store.ts',
      'service',
      'cloud',
      'offline',
      'feed',
      'agent',
      'server',
      'text',
    ],
  },
]

/** What the console in web/ may take from src: the same evaluator runs in the browser, nothing else of the server does. */
export const WEB_IMPORTS: readonly string[] = ['core']

/** The layer that owns a file of src, named relative to src/. */
export function layerOf(file: string): Layer | undefined {
  return LAYERS.filter(({ folder }) => isIn(file, folder)).sort(
    (a, b) => b.folder.length - a.folder.length,
  )[0]
}

/** Whether a file of `layer` may import the file `target` of src. */
export function mayImport(layer: Layer, target: string): boolean {
  if (layerOf(target) === layer) return true
  return layer.imports.some((allowed) => isIn(target, allowed))
}

function isIn(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`)
}

/** One sentence for the message of a breach. */
export function describeLayer(layer: Layer): string {
  const others = layer.imports.length === 0 ? 'nothing but itself' : `itself and ${layer.imports.join(', ')}`
  return `src/${layer.folder} may import ${others}${layer.pure ? ', no packages and no Node modules' : ''}`
}
