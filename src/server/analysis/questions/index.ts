// All questions that analysis threads answer; a new one is a file beside this one and a line here.

import { audit } from './audit.ts'
import { diagnose } from './diagnose.ts'
import { diffGroupSince, diffGroups, diffRevisions } from './diff.ts'
import { effect } from './effect.ts'
import { prove } from './prove.ts'
import type { Question } from './question.ts'
import { reach, reachMatrix } from './reach.ts'
import { replay } from './replay.ts'
import { tests } from './tests.ts'

const QUESTIONS = {
  ...{ audit, diagnose, diffGroups, diffGroupSince, diffRevisions },
  ...{ effect, prove, reach, reachMatrix, replay, tests },
}

export type QuestionName = keyof typeof QUESTIONS
export type InputOf<N extends QuestionName> = Parameters<(typeof QUESTIONS)[N]>[0]
export type AnswerOf<N extends QuestionName> = ReturnType<(typeof QUESTIONS)[N]>

/** By the name that came over the wire. */
export const questionNamed = (name: string): Question<unknown, unknown> =>
  QUESTIONS[name as QuestionName] as unknown as Question<unknown, unknown>
