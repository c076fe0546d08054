// What a preview says about packets: opened, closed, and which running sessions would be cut.

import { z } from '@hono/zod-openapi'
import { mayDecide } from '../../core/analysis/change/touched.ts'
import type { Write } from '../../core/model/resources.ts'
import { type ResourceChange, writesOf } from '../../service/changes.ts'
import type { EffectAnswer } from '../analysis/questions/effect.ts'
import type { ApiParts } from './operation.ts'

const whySchema = z
  .looseObject({ kind: z.string() })
  .openapi({ description: 'what decides, as in /explain: a rule, a default, inner access …' })

const partSchema = z.object({
  direction: z.enum(['ingress', 'egress']),
  enis: z.array(z.string()).openapi({ description: 'some interfaces that it concerns' }),
  eniCount: z.int().openapi({ description: 'how many they are' }),
  vSwitches: z.array(z.string()).openapi({ description: 'set where it is their network ACL that changes' }),
  packets: z.string().openapi({ description: 'how many: addresses × protocol × ports' }),
  text: z.array(z.string()).openapi({ description: '`10.0.0.0/8 → 10.0.0.5, tcp 22`' }),
  more: z.int().openapi({ description: 'how many more such texts there are' }),
  witness: z.string().openapi({ description: 'one such packet, judged again before and after' }),
  before: whySchema,
  after: whySchema,
})

const cutSchema = z
  .looseObject({ session: z.string() })
  .openapi({ description: 'a running session that the change would cut' })

export const effectSchema = z
  .object({
    opens: z.array(partSchema),
    closes: z.array(partSchema),
    cuts: z.array(cutSchema).nullable().openapi({ description: 'null: nobody can tell here' }),
    opened: z.string().openapi({ description: 'packets opened in all' }),
    closed: z.string(),
    left: z.int().openapi({ description: 'parts beyond those listed' }),
    compared: z.int().openapi({ description: 'interfaces whose rules were compared' }),
    undecided: z
      .int()
      .nullable()
      .openapi({ description: 'kinds of interfaces not looked into; 0: this is everything; null: none was' }),
  })
  .openapi('Effect')

type Effect = z.input<typeof effectSchema>

/** Of what is compared and not about to be done: no session ends. */
export const diffSchema = effectSchema.omit({ cuts: true }).openapi('Difference')

/** Delivers the running sessions that writes would cut. */
export type CutsOf = (writes: readonly Write[]) => Promise<readonly { readonly session: string }[] | null>

/** How long a preview may take; what is not told by then is undecided. */
const BUDGET_MS = 5_000

export async function effectOfChanges(
  parts: Pick<ApiParts, 'analysis' | 'cutsOf'>,
  changes: readonly ResourceChange[],
  signal: AbortSignal,
): Promise<Effect> {
  const writes = writesOf(changes).filter(mayDecide)
  if (writes.length === 0) return { ...NONE, cuts: parts.cutsOf === undefined ? null : [] }
  const [answered, cuts] = await Promise.all([
    parts.analysis.changes.ask('effect', { writes }, { budget: BUDGET_MS, signal }),
    parts.cutsOf?.(writes) ?? null,
  ])
  const told = answered.kind === 'answered' ? shownEffect(answered.value) : { ...NONE, undecided: null }
  return { ...told, cuts: cuts === null ? null : [...cuts] }
}

const NONE: Omit<Effect, 'cuts'> = {
  ...{ opens: [], closes: [], opened: '0', closed: '0' },
  ...{ left: 0, compared: 0, undecided: 0 },
}

export const shownEffect = ({ opens, closes, ...rest }: EffectAnswer): Omit<Effect, 'cuts'> => ({
  ...rest,
  opens: opens.map(partView),
  closes: closes.map(partView),
})

const partView = (part: EffectAnswer['opens'][number]): z.input<typeof partSchema> => ({
  ...part,
  enis: [...part.enis],
  vSwitches: [...part.vSwitches],
  text: [...part.text],
  before: { ...part.before },
  after: { ...part.after },
})
