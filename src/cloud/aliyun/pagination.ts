// Both ways of asking for a long list in parts: PageNumber and PageSize, NextToken and MaxResults.

import { AliyunError } from './error.ts'
import { type Field, integer, malformedOf, text, withDefault } from './fields.ts'

export interface PageLimits {
  readonly default: number
  readonly max: number
}

export interface TokenLimits {
  readonly default: number
  readonly min: number
  readonly max: number
  /** What is out of bounds is brought within instead of refused (network interfaces). */
  readonly clamp?: true
}

/** What can be listed in parts: anything with an id and a time of creation. */
interface Listed {
  readonly id: string
  readonly createdAt: number
}

export interface Part<T> {
  readonly items: readonly T[]
  /** Goes into the answer as it is. */
  readonly envelope: { readonly [name: string]: number | string }
}

interface PageParameters {
  readonly PageNumber: number
  readonly PageSize: number
}

interface TokenParameters {
  readonly MaxResults: number | undefined
  readonly NextToken: string | undefined
}

const pageFields = (limits: PageLimits): { [N in keyof PageParameters]: Field<number> } => ({
  PageNumber: withDefault(integer({ about: 'Page to answer, from 1.', min: 1 }), 1),
  PageSize: withDefault(
    integer({ about: `Entries on a page, 1 to ${limits.max}.`, min: 1, max: limits.max }),
    limits.default,
  ),
})

const tokenFields = (limits: TokenLimits) => ({
  MaxResults: integer({
    about: `Entries in one answer, ${limits.min} to ${limits.max}, ${limits.default} when left out.`,
    ...(limits.clamp === true ? {} : { min: limits.min, max: limits.max }),
  }),
  NextToken: text({ about: 'Where to go on: the NextToken of the answer before.' }),
})

/** PageNumber and PageSize alone (VPC, EIP, key pairs). */
export const byPage = (limits: PageLimits) => ({
  fields: pageFields(limits),
  cut<T>(all: readonly T[], parameters: PageParameters): Part<T> {
    return { items: page(all, parameters), envelope: pageEnvelope(all, parameters) }
  },
})

/** NextToken and MaxResults alone (rules of a group, prefix lists). */
export const byToken = (limits: TokenLimits) => ({
  fields: tokenFields(limits),
  cut<T extends Listed>(all: readonly T[], parameters: TokenParameters): Part<T> {
    const items = following(all, parameters, limits)
    return { items, envelope: { NextToken: tokenAfter(items, all) } }
  },
})

/** Marker and MaxItems (RAM): the same under other names, and whether anything follows. */
export const byMarker = (limits: TokenLimits) => ({
  fields: {
    MaxItems: tokenFields(limits).MaxResults,
    Marker: text({ about: 'Where to go on: the Marker of the answer before.' }),
  },
  cut<T extends Listed>(
    all: readonly T[],
    { Marker: NextToken, MaxItems: MaxResults }: { Marker: string | undefined; MaxItems: number | undefined },
  ) {
    const items = following(all, { NextToken, MaxResults }, limits)
    const marker = tokenAfter(items, all)
    return { items, envelope: { IsTruncated: marker !== '', ...(marker === '' ? {} : { Marker: marker }) } }
  },
})

/** Tokens where the call has any of their parameters, pages else (groups, instances, network interfaces). */
export const byEither = (pages: PageLimits, tokens: TokenLimits) => ({
  fields: { ...pageFields(pages), ...tokenFields(tokens) },
  cut<T extends Listed>(all: readonly T[], parameters: PageParameters & TokenParameters): Part<T> {
    const tokenMode = parameters.MaxResults !== undefined || parameters.NextToken !== undefined
    const items = tokenMode ? following(all, parameters, tokens) : page(all, parameters)
    const envelope = tokenMode ? { TotalCount: all.length } : pageEnvelope(all, parameters)
    // A page names the way on as well: clients of tokens send neither parameter at first.
    return { items, envelope: { ...envelope, NextToken: tokenAfter(items, all) } }
  },
})

const page = <T>(all: readonly T[], { PageNumber, PageSize }: PageParameters): readonly T[] =>
  all.slice((PageNumber - 1) * PageSize, PageNumber * PageSize)

const pageEnvelope = (all: readonly unknown[], { PageNumber, PageSize }: PageParameters) => ({
  TotalCount: all.length,
  PageNumber,
  PageSize,
})

function following<T extends Listed>(
  all: readonly T[],
  { NextToken, MaxResults }: TokenParameters,
  limits: TokenLimits,
): readonly T[] {
  const start = NextToken === undefined ? 0 : placeAfter(all, readToken(NextToken))
  const size = Math.min(Math.max(MaxResults ?? limits.default, limits.min), limits.max)
  return all.slice(start, start + size)
}

/** Behind the entry of the token; when that is gone, at the first one not older: twice is better than never. */
function placeAfter(all: readonly Listed[], token: Listed): number {
  const guess = firstNotOlder(all, token.createdAt)
  const near = all.slice(guess, guess + NEAR).findIndex((one) => one.id === token.id)
  if (near !== -1) return guess + near + 1
  const known = all.findIndex((one) => one.id === token.id)
  if (known !== -1) return known + 1
  const younger = all.findIndex((one) => one.createdAt >= token.createdAt)
  return younger === -1 ? all.length : younger
}

/** Entries most often stand in the order of their times: then this finds the one of a token without a walk. */
function firstNotOlder(all: readonly Listed[], createdAt: number): number {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle] as Listed).createdAt < createdAt) low = middle + 1
    else high = middle
  }
  return low
}

/** So many made in one moment are looked at before all of them. */
const NEAR = 100

/** Empty when nothing follows. */
function tokenAfter(items: readonly Listed[], all: readonly Listed[]): string {
  const last = items.at(-1)
  if (last === undefined || last === all.at(-1)) return ''
  return Buffer.from(`${last.createdAt} ${last.id}`).toString('base64url')
}

function readToken(token: string): Listed {
  const match = /^(\d{1,15}) (\S+)$/.exec(Buffer.from(token, 'base64url').toString())
  if (match === null) throw new AliyunError(malformedOf('NextToken'))
  return { createdAt: Number(match[1]), id: match[2] ?? '' }
}
