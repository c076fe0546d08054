// Z3 as a judge that knows nothing of classes and diagrams: questions in SMT-LIB, answered one after the other.

import { init, Z3_lbool } from 'z3-solver'

export interface Solver {
  /**
   * Whether each of the claims has a packet, in their order; `before` declares what they speak about. Those of which
   * nothing else is expected are asked together first: each question costs a thread.
   */
  hasModels(before: readonly string[], claims: readonly Claim[]): Promise<readonly boolean[]>
  end(): void
}

export interface Claim {
  readonly formula: string
  readonly expected: boolean
}

/** Text is handed over on a small stack. */
const LONGEST = 32_000

type Api = Awaited<ReturnType<typeof init>>['Z3']

/** A reason instead where WebAssembly with threads does not run. */
export async function openSolver(): Promise<Solver | string> {
  try {
    const { Z3, em } = await init()
    return {
      hasModels: (before, formulas) => answers(Z3, before, formulas),
      end: () => em.PThread.terminateAllThreads(),
    }
  } catch (error) {
    return `the SMT solver does not start: ${error instanceof Error ? error.message : String(error)}`
  }
}

// Text is only given to calls that have read it when they return: `eval_smtlib2_string` reads it later, when the
// stack that it lies on is used again.
async function answers(
  z3: Api,
  before: readonly string[],
  claims: readonly Claim[],
): Promise<readonly boolean[]> {
  const context = z3.mk_context(z3.mk_config())
  const parser = z3.mk_parser_context(context)
  z3.parser_context_inc_ref(context, parser)
  const solver = z3.mk_solver(context)
  z3.solver_inc_ref(context, solver)
  const read = (text: string) => z3.parser_context_from_string(context, parser, text)
  const hasModel = async (formula: string): Promise<boolean> => {
    z3.solver_push(context, solver)
    const asked = read(parts([`(assert ${formula})`]).join(''))
    const count = z3.ast_vector_size(context, asked)
    if (count !== 1) throw new Error(`z3 has read ${count} assertions`)
    z3.solver_assert(context, solver, z3.ast_vector_get(context, asked, 0))
    const answer = await z3.solver_check(context, solver)
    if (answer === Z3_lbool.Z3_L_UNDEF) throw new Error('z3 does not know')
    z3.solver_pop(context, solver, 1)
    return answer === Z3_lbool.Z3_L_TRUE
  }
  const names = claims.map(({ formula }, place) => ({ name: `claim${place}`, formula }))
  const defined = names.map(({ name, formula }) => `(define-fun ${name} () Bool ${formula})`)
  for (const part of parts([...before, ...defined])) read(part)
  const impossible = claims.flatMap(({ expected }, place) => (expected ? [] : [`claim${place}`]))
  const isAsExpected = !(await hasModel(`(or false ${impossible.join(' ')})`))
  const found: boolean[] = []
  for (const [place, { expected }] of claims.entries()) {
    found.push(!expected && isAsExpected ? false : await hasModel(`claim${place}`))
  }
  z3.del_context(context)
  return found
}

function parts(statements: readonly string[]): string[] {
  const found: string[] = []
  for (const statement of statements) {
    if (statement.length > LONGEST) throw new Error(`a statement has ${statement.length} characters`)
    const last = found.at(-1)
    if (last === undefined || last.length + statement.length > LONGEST) found.push(statement)
    else found[found.length - 1] = `${last}\n${statement}`
  }
  return found
}
