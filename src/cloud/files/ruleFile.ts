// What a file of rules is, whichever cloud's form it has.

export interface RuleFile {
  readonly name: string
  readonly type: string
  readonly text: string
}
