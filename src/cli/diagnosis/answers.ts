// Answers about diagnosis, by the schemas that the server declares.

import type { z } from '@hono/zod-openapi'
import type { effectiveSchema } from '../../server/api/diagnosis/effectiveView.ts'
import type { diagnosisSchema } from '../../server/api/diagnosis/views.ts'

export type DiagnosisItem = z.infer<typeof diagnosisSchema>
export type StepItem = DiagnosisItem['way'][number]
export type FixItem = DiagnosisItem['fixes'][number]
export type EditItem = FixItem['edits'][number]
export type EffectItem = FixItem['effect'][number]
export type EffectiveItem = z.infer<typeof effectiveSchema>

export interface DiagnoseAnswer {
  readonly revision: number
  readonly items: readonly DiagnosisItem[]
  readonly left: number
}
