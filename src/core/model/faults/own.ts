// Faults of operations that no cloud's API offers: copies of rules, rule files, limits, accounts.

export type OwnFault =
  | ConfirmationFault
  | CopyFault
  | HistoryFault
  | HostFault
  | OrderFault
  | PolicyFault
  | RuleFileFault
  | SettingFault

/** Rules of a list sorted in one step. */
type OrderFault =
  /** A new order must name every rule of the list once. */
  | {
      readonly name: 'orderIncomplete'
      readonly groupId: string
      readonly named: number
      readonly rules: number
    }
  /** Where priorities decide there is no list to be ordered. */
  | { readonly name: 'rulesHaveNoOrder'; readonly groupId: string }

/** Clone, restore and import; most are the reason why one rule cannot follow (semantics T5-T7). */
type CopyFault =
  /** Groups and lists exist in one region only. */
  | {
      readonly name: 'cannotCrossRegions'
      readonly what: 'group' | 'prefixList' | 'portList'
      readonly id: string
    }
  /** Rules of the system itself stand at priority 110, which nobody can write (P8, T6). */
  | { readonly name: 'systemRuleNotCopied'; readonly ruleId: string; readonly priority: number }
  /** The copy would be the same as another one (T3). */
  | { readonly name: 'copyRepeated'; readonly ruleId: string }
  /** A rule is narrowed, and this would let others in. */
  | { readonly name: 'peerNotNarrower'; readonly ruleId: string; readonly peer: string }
  | { readonly name: 'restoreFromItself'; readonly groupId: string }
  | { readonly name: 'restoreFromOtherRegion'; readonly groupId: string; readonly region: string }
  | { readonly name: 'restoreFromOtherNetwork'; readonly groupId: string }

type HostFault =
  | { readonly name: 'hostNotFound'; readonly host: string }
  | { readonly name: 'hostNameTaken'; readonly host: string }
  /** Used, taken back, or never there: which of them is nobody's business. */
  | { readonly name: 'joinTokenNotFound'; readonly token: string }
  | { readonly name: 'joinTokenExpired'; readonly token: string }

type RuleFileFault =
  | {
      readonly name: 'fileUnreadable'
      readonly reason: 'empty' | 'encoding' | 'json' | 'shape' | 'csv'
      readonly detail: string
    }
  /** A column or field that rules do not have: to ignore it would lose what it says. */
  | { readonly name: 'fileColumnUnknown'; readonly column: string }
  | { readonly name: 'fileColumnRepeated'; readonly column: string }
  /** So many more than may be imported that not even each row is answered. */
  | { readonly name: 'fileTooLong'; readonly rows: number; readonly maximum: number }
  /** Some rows are refused, and the caller did not ask for the good ones alone. */
  | { readonly name: 'importRefused'; readonly refused: number; readonly rows: readonly number[] }
  | { readonly name: 'rowBeyondLimit'; readonly maximum: number }
  | { readonly name: 'rowShape'; readonly cells: number; readonly columns: number }
  | { readonly name: 'rowNotAnObject' }
  | { readonly name: 'rowPriorityIgnored'; readonly priority: number; readonly maximum: number }
  | { readonly name: 'rowPartMalformed'; readonly field: string; readonly value: string }
  /** Parts that are fine alone do not fit together; `code` and `message` are the cloud's. */
  | { readonly name: 'rowPartsRefused'; readonly code: string; readonly message: string }

type SettingFault =
  | { readonly name: 'limitNotFound'; readonly limit: string }
  | { readonly name: 'limitFixed'; readonly limit: string; readonly maximum: number }
  | { readonly name: 'accountNotFound'; readonly account: string }
  | { readonly name: 'accountNameTaken'; readonly account: string }

type PolicyFault =
  /** To change it the group would have to be made anew, without its members. */
  | { readonly name: 'policyKindFixed'; readonly key: string; readonly groupKind: string }
  /** Neither can a group or list move: `found` is where it is, a VPC or a region. */
  | { readonly name: 'policyPlaceFixed'; readonly key: string; readonly found: string }
  /** Family and room of a list are fixed when it is made. */
  | { readonly name: 'policyListFixed'; readonly key: string }
  | { readonly name: 'planNotFound'; readonly planId: string }
  /** What it would change is no longer as it was, or it would now change something else. */
  | { readonly name: 'planStale'; readonly planId: string; readonly resources: readonly string[] }

/** A past change that is to be taken back. */
type HistoryFault =
  /** Not kept any more, somebody else's, or never made. */
  | { readonly name: 'pastChangeNotFound'; readonly revision: number }
  | { readonly name: 'changeTooOld'; readonly revision: number }
  /** It made or changed something whose other half stands elsewhere. */
  | { readonly name: 'changeNotRevertible'; readonly revision: number; readonly kind: string }
  /** These are no longer as the change left them, or are gone. */
  | { readonly name: 'changeMovedOn'; readonly revision: number; readonly resources: readonly string[] }
  /** What it made is in use. */
  | { readonly name: 'changeStillNeeded'; readonly revision: number; readonly id: string }

/** Changes that hold only if somebody confirms them in time. */
type ConfirmationFault =
  /** Confirmed, or undone, already; or never made. */
  | { readonly name: 'confirmationNotFound'; readonly changeId: string }
  /** It writes something that hosts cannot take back by themselves. */
  | { readonly name: 'changeNotProvisional'; readonly kind: string }
