// Serves the built console: hashed files for ever, the page itself fresh each time, all behind a strict policy.

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

/** Styles are set by the components as they mount; scripts come from files only. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

interface ServedFile {
  readonly type: string
  readonly bytes: Buffer
  readonly packed: Buffer | null
  readonly etag: string
}

export interface ConsoleFiles {
  /** Whether the console answers this request; everything else is a cloud's. */
  takes(request: IncomingMessage): boolean
  serve(request: IncomingMessage, response: ServerResponse): void
}

/** Beside the bundle when there is one, else where the build of the sources leaves it. */
export function consoleFolder(): string {
  const bundled = fileURLToPath(new URL('./console', import.meta.url))
  return existsSync(join(bundled, 'index.html'))
    ? bundled
    : fileURLToPath(new URL('../../../web/dist', import.meta.url))
}

export function createConsoleFiles(folder: string): ConsoleFiles {
  const cached = new Map<string, ServedFile>()
  let builtAt = 0
  /** A build that was made while we run is seen with the next page. */
  const fileAt = (path: string): ServedFile | undefined => {
    const modified = statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (modified !== builtAt) cached.clear()
    builtAt = modified
    const found = cached.get(path) ?? readServed(folder, path)
    if (found !== undefined) cached.set(path, found)
    return found
  }
  return {
    takes: isForConsole,
    serve(request, response) {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
      const isFile = isFilePath(path)
      const file = fileAt(isFile ? path : '/index.html')
      if (file === undefined) return missing(response, isFile)
      const headers = {
        ...HEADERS,
        'content-type': file.type,
        'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        etag: file.etag,
        vary: 'accept-encoding',
      }
      if (request.headers['if-none-match'] === file.etag) return void response.writeHead(304, headers).end()
      const packs = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
      const bytes = packs && file.packed !== null ? file.packed : file.bytes
      response.writeHead(200, {
        ...headers,
        'content-length': bytes.length,
        ...(bytes === file.packed ? { 'content-encoding': 'gzip' } : {}),
      })
      response.end(request.method === 'HEAD' ? undefined : bytes)
    },
  }
}

/** Clouds take signed calls at every path: a browser that opens a page asks for HTML and names no action. */
function isForConsole({ method, url = '/', headers }: IncomingMessage): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const [path = '/', query = ''] = url.split('?', 2)
  if (isFilePath(path)) return true
  const isCall =
    /(^|&)(Action|AccessKeyId|Signature)=/i.test(query) ||
    headers.authorization !== undefined ||
    Object.keys(headers).some((name) => /^x-(acs|tc)-/.test(name))
  return !isCall && (headers.accept ?? '').includes('text/html')
}

const isFilePath = (path: string): boolean =>
  /^\/assets\/[\w.-]+$/.test(path) || /^\/[\w-]+\.(svg|png|ico|webmanifest)$/.test(path)

function readServed(folder: string, path: string): ServedFile | undefined {
  const [, inside = '', name = ''] = /^\/(assets\/)?([\w.-]+)$/.exec(path) ?? []
  // Only names that the build itself left there: no path leads out of the folder.
  const isThere = existsSync(join(folder, inside)) && readdirSync(join(folder, inside)).includes(name)
  if (!isThere || TYPES[extname(name)] === undefined) return undefined
  const bytes = readFileSync(join(folder, inside, name))
  const packed = bytes.length > 1024 ? gzipSync(bytes, { level: 9 }) : null
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { type: TYPES[extname(name)] as string, bytes, packed, etag }
}

function missing(response: ServerResponse, isFile: boolean): void {
  response.writeHead(isFile ? 404 : 503, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' })
  response.end(
    isFile
      ? 'no such file\n'
      : 'the console has not been built: run `npm start`, or `node scripts/run.cjs console` beside a running server\n控制台尚未构建：请运行 `npm start`，或在服务器运行时执行 `node scripts/run.cjs console`\n',
  )
}
